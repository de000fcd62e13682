extension Trainable {
    /// `from` is the encoder's weights, which votes.
    static let grid = Trainable(
        "grid", data: "the folder with pairs", division: .together, beginsWithWeights: false
    ) { order in
        var run = try GridRun(contentsOf: order.configuration)
        if let folds = order.folds { run.folds = folds.count }
        let task = try GridTask(
            run, data: order.folder, listener: .bundled(encoder: order.from), report: order.report)
        return (task, run.training)
    }
}
