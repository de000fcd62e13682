import Foundation
import Terminal

extension Workstation {
    /// What a person did.
    public func handle(_ event: InputEvent) {
        switch event {
        case .key(let key): press(key)
        case .paste(let text): paste(text)
        case .mouse(let event): mouse(event)
        case .resize(let size):
            screenSize = size
            needsDisplay = true
        case .hangUp: finish()
        }
    }

    private func press(_ key: KeyPress) {
        if state.message != nil { state.message = nil }
        let context = CommandContext(state)
        if let command = bindings.command(for: key, in: context), !isText(key, in: context) {
            perform(command)
        } else if case .character(let character) = key.code, !key.control, !key.alt {
            type(String(character), in: context)
        }
    }

    /// In a form, a space is typed into a text field and steps through choices.
    private func isText(_ key: KeyPress, in context: CommandContext) -> Bool {
        guard context == .form, case .character = key.code, !key.control, !key.alt,
            case .form(let form) = state.overlay,
            form.fields.indices.contains(form.cursor)
        else { return false }
        return form.fields[form.cursor].choices.isEmpty
    }

    private func type(_ text: String, in context: CommandContext) {
        switch context {
        case .entry: editEntry { $0.insert(text) }
        case .picker:
            if case .picker(let picker) = state.overlay { setPickerQuery(picker.query + text) }
        case .form: typeIntoForm(text)
        case .keys: strike(text)
        case .anywhere, .focus, .page, .question: break
        }
    }

    private func paste(_ text: String) {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        if state.entry == nil, let path = PastedPath(text).url, FileManager.default.fileExists(atPath: path.path) {
            state.overlay = nil
            open(path)
            return
        }
        let context = CommandContext(state)
        switch context {
        case .entry, .picker, .form: type(line, in: context)
        case .anywhere, .focus, .page, .question, .keys:
            tell(.warning, "what was pasted is no file: \(line.prefix(60))")
        }
    }

    // MARK: Typing a line

    /// - Parameters:
    ///   - focus: the panel in which it is typed.
    ///   - action: gets the text; what it throws is shown beside it, and typing goes on.
    func ask(_ label: String, _ text: String = "", in focus: Focus, then action: @escaping (String) throws -> Void) {
        state.focus = focus
        state.entry = TextEntry(label: label, text: text)
        entryAction = action
    }

    func editEntry(_ change: (inout TextEntry) -> Void) {
        guard var entry = state.entry else { return }
        change(&entry)
        state.entry = entry
    }

    func acceptEntry() {
        guard let entry = state.entry else { return }
        do {
            try entryAction?(entry.text)
            state.entry = nil
            entryAction = nil
        } catch {
            state.entry?.problem = "\(error)"
            tell(.error, "\(error)")
        }
    }

    func cancelEntry() {
        state.entry = nil
        entryAction = nil
    }
}
