/// A line of text being typed.
public struct TextEntry: Sendable, Equatable {
    public var label: String
    public var text: String
    /// Characters before the cursor.
    public var cursor: Int
    /// Why it was not accepted.
    public var problem: String?
    /// Words that it may be made of, in the order in which they are offered.
    public var words: [String]
    /// Whether all of it is chosen: the first letter replaces it.
    public var isSelected: Bool
    /// The word that is completed, from its first letter on: what was typed of it, and how many completions were seen since.
    var completing: (typed: String, turn: Int)?

    public static func == (left: TextEntry, right: TextEntry) -> Bool {
        left.label == right.label && left.text == right.text && left.cursor == right.cursor
            && left.isSelected == right.isSelected
            && left.problem == right.problem && left.words == right.words
            && left.completing?.typed == right.completing?.typed && left.completing?.turn == right.completing?.turn
    }

    public init(label: String, text: String = "", words: [String] = [], isSelected: Bool = false) {
        self.label = label
        self.text = text
        self.words = words
        cursor = text.count
        self.isSelected = isSelected && !text.isEmpty
    }
}
