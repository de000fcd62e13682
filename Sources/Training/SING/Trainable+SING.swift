import Corpus

extension Trainable {
    static let sing = Trainable("sing", data: "a note library") { order in
        let run = try SINGRun(contentsOf: order.configuration)
        let task = try SINGTask(run, library: NoteLibrary(order.folder), device: order.device)
        return (task, run.training)
    }
}
