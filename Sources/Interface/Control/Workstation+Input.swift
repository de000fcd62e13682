import Foundation
import Terminal

extension Workstation {
    /// What a person did.
    ///
    /// What is typed while a song is being read is meant for that song: it waits until it is there.
    public func handle(_ event: InputEvent) {
        if songs.isReading, !isForProgram(event) { return songs.hold(event) }
        take(event)
    }

    /// What has nothing to do with the song.
    private func isForProgram(_ event: InputEvent) -> Bool {
        switch event {
        case .resize, .hangUp: true
        case .key(let key):
            switch bindings.command(for: key, in: CommandContext(state))?.id {
            case "redraw", "suspend": true
            // a letter waits for what was typed before it
            case "quit": key.control || !songs.holdsEvents
            default: false
            }
        case .paste, .mouse: false
        }
    }

    /// - Parameter event: whatever is being read.
    func take(_ event: InputEvent) {
        switch event {
        case .key(let key): press(key)
        case .paste(let text): paste(text)
        case .mouse(let event): mouse(event)
        case .resize(let size):
            view.screenSize = size
            session.needsDisplay = true
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
        case .entry: dialogs.editEntry { $0.insert(text) }
        case .picker:
            if case .picker(let picker) = state.overlay { dialogs.setPickerQuery(picker.query + text) }
        case .form: export.typeIntoForm(text)
        case .keys: keyboard.strike(text)
        case .anywhere, .focus, .page, .question: break
        }
    }

    private func paste(_ text: String) {
        let line = text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        if state.entry == nil, let path = PastedPath(text).url, FileManager.default.fileExists(atPath: path.path) {
            state.overlay = nil
            songs.open(path)
            return
        }
        let context = CommandContext(state)
        switch context {
        case .entry, .picker, .form: type(line, in: context)
        case .anywhere, .focus, .page, .question, .keys:
            session.tell(.warning, "what was pasted is no file: \(line.prefix(60))")
        }
    }
}
