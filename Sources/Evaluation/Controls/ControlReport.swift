import Foundation

/// How far takes of a system follow what a recipe asks: what `backline evaluate controls` prints.
public struct ControlReport: Encodable, Sendable {
    public var system: String
    /// Validation songs, and seconds of them all.
    public var songs: Int
    public var seconds: Double
    public var rows: [Row]

    public init(system: String, songs: Int, seconds: Double, rows: [Row]) {
        self.system = system
        self.songs = songs
        self.seconds = seconds
        self.rows = rows
    }

    /// One control, by one figure; means over the songs.
    public struct Row: Encodable, Sendable {
        /// What is asked.
        public var control: String
        /// What is measured, with its unit.
        public var figure: String
        /// Of takes that are asked.
        public var asked: Double
        /// Of the takes to compare with: those that are not asked, or asked the contrary.
        public var compared: Double?
        /// Of the real renders: what following it wholly would give.
        public var real: Double?

        private enum CodingKeys: String, CodingKey {
            // as reports have had it from the first
            case control = "wish"
            case figure, asked, compared, real
        }

        public init(_ control: String, _ figure: String, asked: Double, compared: Double? = nil, real: Double? = nil) {
            self.control = control
            self.figure = figure
            self.asked = asked
            self.compared = compared
            self.real = real
        }

        /// The share of the way from `compared` to `real`.
        public var share: Double? {
            guard let compared, let real, real != compared else { return nil }
            return (asked - compared) / (real - compared)
        }
    }

    /// For a terminal, in Markdown.
    public var table: String {
        let rows = rows.map { row in
            [
                row.control, row.figure, MarkdownTable.number(row.asked), MarkdownTable.number(row.compared),
                MarkdownTable.number(row.real, share: row.share),
            ]
        }
        return """
            \(system): \(songs) validation songs, \(String(format: "%.0f", seconds)) s

            \(MarkdownTable.text(["asked for", "figure", "asked", "not asked", "real (share of the way)"], rows))
            """
    }

    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
