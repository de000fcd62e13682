import Codecs
import Foundation
import Music

/// One way to come by stems, over all songs.
package struct SplittingRow: Codable {
    package var way: String
    package var songs: Int
    /// Signal-to-distortion ratios by group, dB, mean and median over the songs in which the group plays.
    package var mean: [String: Double]
    package var median: [String: Double]
    /// Times faster than it sounds.
    package var speed: Double?

    /// - Parameter ratios: dB by group, of the songs in which it plays: never empty.
    package init(way: String, songs: Int, ratios: [StemGroup: [Double]], speed: Double?) {
        func figures(_ figure: ([Double]) -> Double) -> [String: Double] {
            Dictionary(uniqueKeysWithValues: ratios.map { ($0.key.rawValue, figure($0.value)) })
        }
        self.way = way
        self.songs = songs
        mean = figures { $0.reduce(0, +) / Double($0.count) }
        median = figures { $0.sorted()[$0.count / 2] }
        self.speed = speed
    }

    /// A line of the table.
    package var line: String {
        func cell(_ value: Double?) -> String { value.map { String(format: "%10.1f", $0) } ?? "         -" }
        return way.padding(toLength: Self.nameWidth, withPad: " ", startingAt: 0)
            + StemSplitter.groups.map { cell(mean[$0.rawValue]) }.joined()
            + StemSplitter.groups.map { cell(median[$0.rawValue]) }.joined()
            + (speed.map { String(format: "%10.0f", $0) } ?? "")
    }

    private static let nameWidth = 18

    /// The heads of the columns.
    package static let headings =
        "SDR, dB".padding(toLength: nameWidth, withPad: " ", startingAt: 0)
        + (StemSplitter.groups.map(\.rawValue) + StemSplitter.groups.map { _ in "median" } + ["x real"]).map {
            String(repeating: " ", count: 10 - $0.count) + $0
        }.joined()
}
