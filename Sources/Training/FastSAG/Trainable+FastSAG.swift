import Listener

extension Trainable {
    static let fastSAG = Trainable("fastsag", data: "corpora") { order in
        let run = try FastSAGRun(contentsOf: order.configuration)
        let (training, validation) = try order.songs()
        let encoder = try Encoder.bundled()
        let task = try FastSAGTask(
            run, training: training.map { try PreparedSong($0, encoder: encoder) },
            validation: validation.map { try PreparedSong($0, encoder: encoder) }, device: order.device)
        return (task, run.training)
    }

    static let splitter = Trainable("splitter", data: "corpora with stems") { order in
        let run = try SplitterRun(contentsOf: order.configuration)
        let (training, validation) = try order.songs()
        let task = try SplitterTask(run, training: training, validation: validation, device: order.device)
        return (task, run.training)
    }
}
