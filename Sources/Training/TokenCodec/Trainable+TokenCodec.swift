extension Trainable {
    static let tokenCodec = Trainable("token-codec", data: "corpora with stems") { order in
        let run = try TokenCodecRun(contentsOf: order.configuration)
        let (training, validation) = try order.songs()
        let task = try TokenCodecTask(
            run, training: StemSong.read(training), validation: StemSong.read(validation), device: order.device)
        return (task, run.training)
    }
}
