import Foundation

/// Text for HTML and SVG.
enum Markup {
    static func escaped(_ text: String) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }

    /// Three figures or so; a dash for nothing.
    static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "–" }
        let size = abs(value)
        let format = size >= 1_000 ? "%.0f" : size >= 100 ? "%.1f" : size >= 10 ? "%.2f" : "%.3f"
        return String(format: format, value).replacingOccurrences(of: "-", with: "−")
    }

    /// Of a share; a dash for nothing.
    static func percent(_ share: Double?) -> String {
        share.map { String(format: "%.0f %%", 100 * $0).replacingOccurrences(of: "-", with: "−") } ?? "–"
    }

    static func interval(_ low: Double?, _ high: Double?) -> String {
        guard let low, let high else { return "" }
        return "\(number(low)) to \(number(high))"
    }

    /// A coordinate.
    static func place(_ value: Double) -> String { String(format: "%.1f", value) }

    /// - Parameter rows: cells that are markup already.
    static func table(_ heads: [String], _ rows: [[String]]) -> String {
        let head = heads.map { "<th>\($0)</th>" }.joined()
        let body = rows.map { row in
            "<tr>" + row.enumerated().map { $0 == 0 ? "<th scope=\"row\">\($1)</th>" : "<td>\($1)</td>" }.joined()
                + "</tr>"
        }
        return "<div class=\"wide\"><table><thead><tr>\(head)</tr></thead><tbody>\n"
            + body.joined(separator: "\n") + "\n</tbody></table></div>"
    }
}
