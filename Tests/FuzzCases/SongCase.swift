import Foundation
import Songs

enum SongCase {
    static func read(_ bytes: [UInt8]) throws {
        let url = URL(fileURLWithPath: "/song.backline")
        var song = try SongDocument.decode(Data(bytes), url).song
        if let problem = song.sheet?.leadSheet.problem { preconditionFailure("mended: \(problem)") }
        // what was mended is written, and needs no mending then
        let again = try SongDocument.decode(SongDocument.encode(song), url)
        precondition(again.lost.isEmpty && again.migratedFrom == nil)
        song.dropDanglingAuditions()
        if let sheet = song.sheet { SheetCase.use(sheet) }
    }
}
