import Foundation

/// The values of single pairs as dots on one axis, a strip a group, as SVG.
struct StripChart {
    var title: String
    /// Name, class of the page, values.
    var groups: [(title: String, colour: String, values: [Double])]

    private static let width = 340.0
    private static let left = 78.0
    private static let right = 14.0
    private static let rowHeight = 22.0

    var svg: String {
        let all = groups.flatMap(\.values)
        let lowest = all.min() ?? 0
        let highest = all.max() ?? 1
        let span = highest > lowest ? highest - lowest : 1
        func x(_ value: Double) -> String {
            Markup.place(Self.left + (value - lowest) / span * (Self.width - Self.left - Self.right))
        }
        let bottom = 26 + Double(groups.count) * Self.rowHeight
        var parts = [
            "<svg viewBox=\"0 0 \(Markup.place(Self.width)) \(Markup.place(bottom + 18))\" role=\"img\" aria-label=\"\(Markup.escaped(title))\">",
            "<text class=\"head\" x=\"0\" y=\"14\">\(Markup.escaped(title))</text>",
        ]
        for (index, group) in groups.enumerated() {
            let y = Markup.place(26 + (Double(index) + 0.5) * Self.rowHeight)
            parts.append(
                "<text class=\"small\" x=\"0\" y=\"\(Markup.place(30 + (Double(index) + 0.5) * Self.rowHeight))\">\(Markup.escaped(group.title))</text>"
            )
            parts.append(
                "<line class=\"rail\" x1=\"\(Markup.place(Self.left))\" x2=\"\(Markup.place(Self.width - Self.right))\" y1=\"\(y)\" y2=\"\(y)\"/>"
            )
            parts += group.values.map {
                "<circle class=\"dot faint \(group.colour)\" cx=\"\(x($0))\" cy=\"\(y)\" r=\"4\"/>"
            }
            if !group.values.isEmpty {
                let mean = x(group.values.reduce(0, +) / Double(group.values.count))
                parts.append(
                    "<line class=\"mean \(group.colour)\" x1=\"\(mean)\" x2=\"\(mean)\" y1=\"\(Markup.place(28 + Double(index) * Self.rowHeight))\" y2=\"\(Markup.place(24 + Double(index + 1) * Self.rowHeight))\"/>"
                )
            }
        }
        let y = Markup.place(bottom + 12)
        parts.append(
            "<text class=\"small\" x=\"\(Markup.place(Self.left))\" y=\"\(y)\">\(Markup.number(lowest))</text>")
        parts.append(
            "<text class=\"small\" text-anchor=\"end\" x=\"\(Markup.place(Self.width - Self.right))\" y=\"\(y)\">\(Markup.number(highest))</text>"
        )
        return parts.joined(separator: "\n") + "\n</svg>"
    }
}
