extension Trainable {
    static let variationalCodec = Trainable("variational-codec", data: "corpora with stems") { order in
        let run = try VariationalCodecRun(contentsOf: order.configuration)
        let (training, validation) = try order.songs()
        let task = try VariationalCodecTask(
            run, training: StemSong.read(training), validation: StemSong.read(validation), device: order.device)
        return (task, run.training)
    }
}
