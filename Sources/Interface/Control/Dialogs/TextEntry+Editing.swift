/// Editing at the cursor.
extension TextEntry {
    private var place: String.Index { text.index(text.startIndex, offsetBy: min(max(cursor, 0), text.count)) }

    public mutating func insert(_ new: String) {
        text.insert(contentsOf: new, at: place)
        cursor = min(cursor + new.count, text.count)
        problem = nil
    }

    /// The letter before the cursor.
    public mutating func erase() {
        guard cursor > 0, cursor <= text.count else { return }
        text.remove(at: text.index(before: place))
        cursor -= 1
        problem = nil
    }

    /// The letter at the cursor.
    public mutating func delete() {
        guard cursor < text.count else { return }
        text.remove(at: place)
        problem = nil
    }

    /// Back to the beginning of the word before the cursor.
    public mutating func eraseWord() {
        while cursor > 0, text[text.index(before: place)].isWhitespace { erase() }
        while cursor > 0, !text[text.index(before: place)].isWhitespace { erase() }
    }

    public mutating func eraseLine() {
        text.removeSubrange(..<place)
        cursor = 0
        problem = nil
    }

    public mutating func move(_ letters: Int) { cursor = min(max(cursor + letters, 0), text.count) }
}
