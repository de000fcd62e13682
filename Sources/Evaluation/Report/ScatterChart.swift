import Foundation

/// Points on two axes from 0 to 1, as SVG. Colours come from the page's classes.
struct ScatterChart {
    struct Point {
        var title: String
        var x: Double
        var y: Double
        /// A class of the page: `generated`, `reference` or `chance`.
        var colour: String
    }

    /// What the axes say.
    var across: String
    var up: String
    var points: [Point]

    /// Of the picture, as `IntervalChart`'s, so that letters are of one size; and of the square.
    private static let width = 720.0
    private static let side = 360.0
    private static let left = 44.0
    private static let top = 24.0

    var svg: String {
        let ground = Self.top + Self.side
        func x(_ value: Double) -> String { Markup.place(Self.left + min(max(value, 0), 1) * Self.side) }
        func y(_ value: Double) -> String { Markup.place(ground - min(max(value, 0), 1) * Self.side) }
        let title = Markup.escaped("\(up) by \(across)")
        var parts = [
            "<svg viewBox=\"0 0 \(Markup.place(Self.width)) \(Markup.place(ground + 38))\" role=\"img\" aria-label=\"\(title)\">"
        ]
        for value in [0, 0.25, 0.5, 0.75, 1] {
            let label = String(format: "%g", value)
            parts += [
                "<line class=\"rail\" x1=\"\(x(value))\" x2=\"\(x(value))\" y1=\"\(y(0))\" y2=\"\(y(1))\"/>",
                "<line class=\"rail\" x1=\"\(x(0))\" x2=\"\(x(1))\" y1=\"\(y(value))\" y2=\"\(y(value))\"/>",
                "<text class=\"small\" text-anchor=\"middle\" x=\"\(x(value))\" y=\"\(Markup.place(ground + 16))\">\(label)</text>",
                "<text class=\"small\" text-anchor=\"end\" x=\"\(Markup.place(Self.left - 6))\" y=\"\(y(value))\">\(label)</text>",
            ]
        }
        parts += points.map { point in
            "<circle class=\"dot faint \(point.colour)\" cx=\"\(x(point.x))\" cy=\"\(y(point.y))\" r=\"4\"><title>\(Markup.escaped(point.title))</title></circle>"
        }
        parts += [
            "<text class=\"small\" text-anchor=\"end\" x=\"\(x(1))\" y=\"\(Markup.place(ground + 32))\">\(Markup.escaped(across))</text>",
            "<text class=\"small\" x=\"0\" y=\"12\">\(Markup.escaped(up))</text>",
        ]
        return parts.joined(separator: "\n") + "\n</svg>"
    }
}
