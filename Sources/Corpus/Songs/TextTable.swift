import Foundation

/// Lines of fields between blanks: the format of POP909's annotations.
struct TextTable {
    struct Line {
        /// From 1.
        var number: Int
        var text: String
        var fields: [String]
    }

    let lines: [Line]
    private let url: URL

    /// - Throws: `CorpusError.cannotRead`.
    init(reading url: URL) throws {
        let text: String
        do { text = try String(contentsOf: url, encoding: .utf8) } catch {
            throw CorpusError.cannotRead(url, reason: error.localizedDescription)
        }
        self.url = url
        lines = text.split(whereSeparator: \.isNewline).enumerated().compactMap { index, line in
            let fields = line.split(whereSeparator: \.isWhitespace).map(String.init)
            return fields.isEmpty ? nil : Line(number: index + 1, text: String(line), fields: fields)
        }
    }

    /// Every line as that many numbers.
    /// - Throws: `CorpusError.badLine`.
    func numbers(columns: Int) throws -> [[Double]] {
        try lines.map { line in
            let values = line.fields.compactMap { Double($0) }
            guard values.count == line.fields.count, values.count == columns else {
                throw CorpusError.badLine(url, line: line.number, text: line.text)
            }
            return values
        }
    }
}
