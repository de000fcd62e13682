import Charts
import Foundation
import Music
import Songs

enum SheetCase {
    /// Beats: longer ones say nothing new about each operation.
    private static let most = 4000
    /// Seconds: what carries on a sheet of a whole day leaves the day.
    private static let longest = 3600.0

    static func read(_ bytes: [UInt8]) throws {
        let sheet = try JSONDecoder().decode(LeadSheet.self, from: Data(bytes))
        guard sheet.problem == nil else { return }
        let again = try JSONDecoder().decode(LeadSheet.self, from: JSONEncoder().encode(sheet))
        precondition(again == sheet)
        use(SongSheet(leadSheet: sheet))
    }

    /// What commands do with a sheet.
    static func use(_ songSheet: SongSheet) {
        let sheet = songSheet.leadSheet
        guard sheet.beats.count <= most, sheet.chords.count <= most else { return }
        var pieces = [sheet.slice(from: 1, to: 5), sheet.cut(at: 3)]
        if let first = sheet.beats.first, let last = sheet.beats.last, first < last,
            max(abs(first), abs(last)) < longest
        {
            pieces += [
                sheet.widened(from: first - 2, to: last + 2),
                sheet.carriedOn(from: first..<last, over: first - 3..<last + 3),
            ]
        }
        // at the very limit a rounding error decides
        let gaps = zip(sheet.beats, sheet.beats.dropFirst()).map { $1 - $0 }
        if gaps.allSatisfy({ $0 > 0.0011 }) { for piece in pieces { precondition(piece.problem == nil) } }
        _ = sheet.chord(at: 1)
        _ = songSheet.bars
        let chart = SongChart(title: "song", leadSheet: sheet)
        _ = ChordProChart(chart).text
        _ = TextChart(chart, capo: 2).text
        _ = MusicXMLChart(chart).text
        _ = MIDIChart(chart).data
    }
}
