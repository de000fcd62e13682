import Foundation

/// Values with their intervals on one axis, a row each, as SVG. Colours come from the page's classes.
struct IntervalChart {
    struct Row {
        var title: String
        var value: Double
        var low: Double?
        var high: Double?
        /// A class of the page: `generated`, `reference` or `chance`.
        var colour = "generated"
        /// What stands beside the row instead of the value.
        var label: String?
    }

    var title: String
    var rows: [Row]
    /// Lines across all rows.
    var marks: [(value: Double, title: String)] = []
    /// What is shown at least; intervals beyond `most` are cut at the edge.
    var range: ClosedRange<Double>
    var most: ClosedRange<Double>?

    private static let width = 720.0
    private static let left = 220.0
    private static let right = 90.0
    private static let rowHeight = 26.0
    private static let top = 30.0
    /// Marks nearer than this share a label.
    private static let labelRoom = 36.0

    var svg: String {
        var lowest = range.lowerBound
        var highest = range.upperBound
        for row in rows {
            lowest = min(lowest, row.low ?? row.value, row.value)
            highest = max(highest, row.high ?? row.value, row.value)
        }
        if let most {
            lowest = max(lowest, most.lowerBound)
            highest = min(highest, most.upperBound)
        }
        let span = highest > lowest ? highest - lowest : 1
        func x(_ value: Double) -> Double {
            let share = (min(max(value, lowest), highest) - lowest) / span
            return Self.left + share * (Self.width - Self.left - Self.right)
        }
        let bottom = Self.top + Double(rows.count) * Self.rowHeight
        var parts = [
            "<svg viewBox=\"0 0 \(Markup.place(Self.width)) \(Markup.place(bottom + 10))\" role=\"img\" aria-label=\"\(Markup.escaped(title))\">"
        ]
        var labels: [(place: Double, title: String)] = []
        for mark in marks.sorted(by: { $0.value < $1.value }) {
            let place = x(mark.value)
            parts.append(
                "<line class=\"mark\" x1=\"\(Markup.place(place))\" x2=\"\(Markup.place(place))\" y1=\"\(Markup.place(Self.top - 8))\" y2=\"\(Markup.place(bottom))\"/>"
            )
            if let last = labels.last, place - last.place < Self.labelRoom {
                labels[labels.count - 1] = ((last.place + place) / 2, "\(last.title), \(mark.title)")
            } else {
                labels.append((place, mark.title))
            }
        }
        parts += labels.map { label in
            "<text class=\"small\" text-anchor=\"middle\" x=\"\(Markup.place(label.place))\" y=\"\(Markup.place(Self.top - 14))\">\(Markup.escaped(label.title))</text>"
        }
        for (index, row) in rows.enumerated() {
            let y = Self.top + (Double(index) + 0.5) * Self.rowHeight
            parts.append(
                "<text text-anchor=\"end\" x=\"\(Markup.place(Self.left - 12))\" y=\"\(Markup.place(y + 4))\">\(Markup.escaped(row.title))</text>"
            )
            parts.append(
                "<line class=\"rail\" x1=\"\(Markup.place(Self.left))\" x2=\"\(Markup.place(Self.width - Self.right))\" y1=\"\(Markup.place(y))\" y2=\"\(Markup.place(y))\"/>"
            )
            if let low = row.low, let high = row.high {
                parts.append(
                    "<line class=\"interval \(row.colour)\" x1=\"\(Markup.place(x(low)))\" x2=\"\(Markup.place(x(high)))\" y1=\"\(Markup.place(y))\" y2=\"\(Markup.place(y))\"/>"
                )
            }
            parts.append(
                "<circle class=\"dot \(row.colour)\" cx=\"\(Markup.place(x(row.value)))\" cy=\"\(Markup.place(y))\" r=\"5\"/>"
            )
            parts.append(
                "<text x=\"\(Markup.place(Self.width - Self.right + 12))\" y=\"\(Markup.place(y + 4))\">\(row.label ?? Markup.number(row.value))</text>"
            )
        }
        return parts.joined(separator: "\n") + "\n</svg>"
    }
}
