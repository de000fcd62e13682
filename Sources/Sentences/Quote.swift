extension StringProtocol {
    /// In quotes, as sentences cite what a person typed or a file says: at most eighty letters of it.
    public var quoted: String { "\"" + shortened(to: longestQuote) + "\"" }

    /// - Parameter limit: letters; of a longer text the beginning and the end stay, with … between them.
    public func shortened(to limit: Int) -> String {
        // counting letters of a text without end takes as long as the text
        guard let end = index(startIndex, offsetBy: limit, limitedBy: endIndex), end != endIndex else {
            return String(self)
        }
        let tail = limit / 3
        return prefix(limit - tail - 1) + "…" + suffix(tail)
    }
}

private let longestQuote = 80
