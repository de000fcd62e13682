import Corpus
import Foundation

extension Trainable {
    static let harmoniser = Trainable(
        "harmoniser", data: "the folder with pop909, pop909-cl and, where there are some, leadsheets"
    ) { order in
        let run = try HarmoniserRun(contentsOf: order.configuration)
        let songs = try POP909Song.songs(
            in: order.folder.appendingPathComponent("pop909"), cl: order.folder.appendingPathComponent("pop909-cl"))
        guard !songs.isEmpty else { throw TrainingError.noData(path: order.folder.path) }
        let folder = order.folder.appendingPathComponent("leadsheets")
        let hasSheets = FileManager.default.fileExists(atPath: folder.path)
        let sheets = hasSheets ? try SongSymbols.leadSheets(in: folder, split: .training) : []
        order.report("\(songs.count) songs of POP909, \(sheets.count) lead sheets")
        let task = try HarmoniserTask(
            run, training: songs.filter { $0.split == .training }, leadSheets: sheets,
            validation: songs.filter { $0.split == .validation }, device: order.device)
        return (task, run.training)
    }
}
