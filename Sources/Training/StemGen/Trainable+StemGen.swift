import Codecs
import Foundation
import Tensors

extension Trainable {
    static let stemGen = Trainable("stemgen", data: "corpora with stems") { order in
        let run = try StemGenRun(contentsOf: order.configuration)
        let codec = try Checkpoint(
            contentsOf: run.codec.map { URL(fileURLWithPath: $0) } ?? TokenCodec.bundledWeights)
        let (training, validation) = try order.songs()
        let task = try StemGenTask(
            run, codec: codec, training: StemSong.read(training), validation: StemSong.read(validation),
            device: order.device)
        return (task, run.training)
    }
}
