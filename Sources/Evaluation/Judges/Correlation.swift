/// How far one value rises with another.
public enum Correlation {
    /// Pearson's, -1...1; nil for fewer than two pairs and where one side is constant.
    public static func pearson(_ pairs: [(Double, Double)]) -> Double? {
        let count = Double(pairs.count)
        guard count > 1 else { return nil }
        let left = pairs.reduce(0) { $0 + $1.0 } / count
        let right = pairs.reduce(0) { $0 + $1.1 } / count
        var product = 0.0
        var squares = (left: 0.0, right: 0.0)
        for (x, y) in pairs {
            product += (x - left) * (y - right)
            squares.left += (x - left) * (x - left)
            squares.right += (y - right) * (y - right)
        }
        let scale = (squares.left * squares.right).squareRoot()
        return scale > 1e-12 ? product / scale : nil
    }
}
