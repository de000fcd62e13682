extension Trainable {
    static let vocoder = Trainable("vocoder", data: "corpora") { order in
        let run = try VocoderRun(contentsOf: order.configuration)
        let (training, validation) = try order.songs()
        let task = try VocoderTask(run, training: training, validation: validation, device: order.device)
        return (task, run.training)
    }
}
