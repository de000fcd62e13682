/// Editing at the cursor.
extension TextEntry {
    private var place: String.Index { text.index(text.startIndex, offsetBy: min(max(cursor, 0), text.count)) }

    /// What is chosen goes.
    private mutating func eraseSelected() -> Bool {
        guard isSelected else { return false }
        (text, cursor, isSelected) = ("", 0, false)
        problem = nil
        completing = nil
        return true
    }

    public mutating func insert(_ new: String) {
        _ = eraseSelected()
        text.insert(contentsOf: new, at: place)
        cursor = min(cursor + new.count, text.count)
        problem = nil
        completing = nil
    }

    /// The letter before the cursor.
    public mutating func erase() {
        guard !eraseSelected() else { return }
        guard cursor > 0, cursor <= text.count else { return }
        text.remove(at: text.index(before: place))
        cursor -= 1
        problem = nil
        completing = nil
    }

    /// The letter at the cursor.
    public mutating func delete() {
        guard !eraseSelected() else { return }
        guard cursor < text.count else { return }
        text.remove(at: place)
        problem = nil
        completing = nil
    }

    /// Back to the beginning of the word before the cursor.
    public mutating func eraseWord() {
        guard !eraseSelected() else { return }
        while cursor > 0, text[text.index(before: place)].isWhitespace { erase() }
        while cursor > 0, !text[text.index(before: place)].isWhitespace { erase() }
    }

    public mutating func eraseLine() {
        guard !eraseSelected() else { return }
        text.removeSubrange(..<place)
        cursor = 0
        problem = nil
        completing = nil
    }

    public mutating func move(_ letters: Int) {
        isSelected = false
        cursor = min(max(cursor + letters, 0), text.count)
        completing = nil
    }

    /// The letters of the word before the cursor.
    private var begun: String { String(text[..<place].reversed().prefix { !$0.isWhitespace && $0 != "," }.reversed()) }

    /// Words that begin as the one before the cursor, without it.
    public var completions: [String] {
        let typed = completing?.typed ?? begun.lowercased()
        guard !typed.isEmpty else { return [] }
        return words.filter { $0.hasPrefix(typed) && $0 != typed }
    }

    /// The word before the cursor as the next one that begins with what was typed.
    public mutating func complete() {
        let all = completions
        guard !all.isEmpty else { return }
        isSelected = false
        let (typed, turn) = completing ?? (begun.lowercased(), 0)
        for _ in 0..<begun.count { erase() }
        insert(all[turn % all.count])
        completing = (typed, turn + 1)
    }
}
