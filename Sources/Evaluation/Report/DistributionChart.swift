import Foundation

/// Two distributions over the same places, generated beside reference, as SVG.
struct DistributionChart {
    var title: String
    var labels: [String]
    var generated: [Double]
    var reference: [Double]

    private static let width = 340.0
    private static let height = 96.0
    private static let top = 24.0

    var svg: String {
        let highest = max((generated + reference).max() ?? 0, 1e-9)
        let slot = Self.width / Double(max(labels.count, 1))
        let gap = slot > 8 ? 1.5 : 0.4
        let bar = (slot - 2 * gap) / 2
        let ground = Self.top + Self.height
        var parts = [
            "<svg viewBox=\"0 0 \(Markup.place(Self.width)) \(Markup.place(ground + 20))\" role=\"img\" aria-label=\"\(Markup.escaped(title))\">",
            "<text class=\"head\" x=\"0\" y=\"14\">\(Markup.escaped(title))</text>",
        ]
        for (index, label) in labels.enumerated() {
            for (offset, colour, share) in [(0.0, "generated", generated[index]), (1, "reference", reference[index])]
            where share > 0 {
                let height = share / highest * Self.height
                let x = Double(index) * slot + gap + offset * bar
                parts.append(
                    "<rect class=\"bar \(colour)\" x=\"\(Markup.place(x))\" y=\"\(Markup.place(ground - height))\" width=\"\(Markup.place(max(bar, 0.8)))\" height=\"\(Markup.place(height))\"><title>\(Markup.escaped(label)), \(colour): \(Markup.number(share))</title></rect>"
                )
            }
        }
        parts.append(
            "<line class=\"rail\" x1=\"0\" x2=\"\(Markup.place(Self.width))\" y1=\"\(Markup.place(ground))\" y2=\"\(Markup.place(ground))\"/>"
        )
        if let first = labels.first, let last = labels.last {
            let y = Markup.place(ground + 14)
            parts.append("<text class=\"small\" x=\"0\" y=\"\(y)\">\(Markup.escaped(first))</text>")
            parts.append(
                "<text class=\"small\" text-anchor=\"end\" x=\"\(Markup.place(Self.width))\" y=\"\(y)\">\(Markup.escaped(last))</text>"
            )
        }
        return parts.joined(separator: "\n") + "\n</svg>"
    }
}
