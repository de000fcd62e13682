import Foundation

/// A picture of palette colours that lines, boxes and small text are drawn on; what lies outside is left out.
struct Raster {
    let width: Int
    let height: Int
    private(set) var pixels: [UInt8]

    init(width: Int, height: Int, colour: UInt8) {
        self.width = width
        self.height = height
        pixels = [UInt8](repeating: colour, count: width * height)
    }

    subscript(x: Int, y: Int) -> UInt8 {
        get { pixels[y * width + x] }
        set {
            guard (0..<width).contains(x), (0..<height).contains(y) else { return }
            pixels[y * width + x] = newValue
        }
    }

    mutating func fill(x: Range<Int>, y: Range<Int>, _ colour: UInt8) {
        for row in y.clamped(to: 0..<height) {
            for column in x.clamped(to: 0..<width) { pixels[row * width + column] = colour }
        }
    }

    /// Writes text with its upper left corner at a point.
    /// - Parameter scale: pixels a dot of `BitmapFont`.
    mutating func write(_ text: String, x: Int, y: Int, _ colour: UInt8, scale: Int = 2) {
        var column = x
        for character in text {
            for (row, bits) in BitmapFont.rows(of: character).enumerated() {
                for dot in 0..<BitmapFont.width where bits & (1 << (BitmapFont.width - 1 - dot)) != 0 {
                    let (left, top) = (column + dot * scale, y + row * scale)
                    fill(x: left..<(left + scale), y: top..<(top + scale), colour)
                }
            }
            column += (BitmapFont.width + 1) * scale
        }
    }

    /// Pixels that text takes.
    static func width(of text: String, scale: Int = 2) -> Int {
        max(text.count * (BitmapFont.width + 1) * scale - scale, 0)
    }
}
