/// A line of text being typed.
public struct TextEntry: Sendable, Equatable {
    public var label: String
    public var text: String
    /// Characters before the cursor.
    public var cursor: Int
    /// Why it was not accepted.
    public var problem: String?

    public init(label: String, text: String = "") {
        self.label = label
        self.text = text
        cursor = text.count
    }
}
