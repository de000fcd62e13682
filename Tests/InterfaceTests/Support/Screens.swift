import Foundation
import Terminal
import TestSupport
import Testing

/// Screens as text in `Tests/Fixtures/screens`; with BACKLINE_UPDATE_SCREENS set they are written anew, to be read in
/// the difference before they are committed.
enum Screens {
    private static let folder = Fixture.folder.appendingPathComponent("screens")
    private static let isUpdating = ProcessInfo.processInfo.environment["BACKLINE_UPDATE_SCREENS"] != nil

    static func check(_ canvas: Canvas, _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let file = folder.appendingPathComponent(name + ".txt")
        let text = canvas.text + "\n"
        if isUpdating {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let known = expected.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == known.count, "\(name)", sourceLocation: sourceLocation)
        for (row, (line, other)) in zip(lines, known).enumerated() {
            #expect(line == other, "\(name), row \(row)", sourceLocation: sourceLocation)
        }
    }
}
