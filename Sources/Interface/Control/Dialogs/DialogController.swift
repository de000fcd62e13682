import Foundation
import Songs
import Terminal

/// What lies over the panels and asks for something: pages, pickers, questions, and lines that are typed.
final class DialogController: Controller {
    /// What is done with a line of text once it is accepted.
    private var entryAction: ((String) throws -> Void)?
    private var entryPreview: (String, inout WorkstationState) -> Void = { _, _ in }

    /// Rows that an overlay shows at least, and a page key moves by.
    var pageRows: Int { max(workstation.view.screenSize.rows - 6, 1) }

    func closeOverlay() { state.overlay = nil }

    // MARK: Pages

    func showHelp() {
        state.overlay = .page(.init(title: "Keys", lines: CommandTable.help(bindings)))
    }

    /// What was told, newest last, wrapped.
    func showMessages() {
        guard !state.messages.isEmpty else { return tell(.info, "nothing was told yet") }
        let width = max(workstation.view.screenSize.columns - 8, 20)
        let lines = state.messages.flatMap { message -> [String] in
            let sign =
                switch message.kind {
                case .info: ""
                case .warning: "Warning: "
                case .error: "Error: "
                }
            return NarrowText.wrap(SafeText.shown(sign + message.text), width)
        }
        state.overlay = .page(.init(title: "Messages", lines: lines))
        scrollPage(by: lines.count)
    }

    func scrollPage(by lines: Int) {
        guard case .page(var page) = state.overlay else { return }
        page.top = min(max(page.top + lines, 0), max(page.lines.count - pageRows, 0))
        state.overlay = .page(page)
    }

    // MARK: Pickers

    func show(_ picker: Overlay.Picker) { state.overlay = .picker(picker) }

    func openPalette() {
        let commands = CommandTable.all.filter(\.isListed)
        show(
            .init(
                kind: .commands, title: "Commands",
                items: commands.map { command in
                    .init(
                        value: command.id, title: command.title,
                        detail: bindings.keys(of: command.id).map { $0.description }.joined(separator: " "),
                        disabled: command.disabledReason(state))
                }))
    }

    func setPickerQuery(_ query: String) {
        guard case .picker(var picker) = state.overlay else { return }
        picker.query = query
        picker.matches = FuzzyMatch.ranked(query, among: picker.items.map(\.title))
        picker.cursor = 0
        state.overlay = .picker(picker)
        previewPicked()
    }

    func erasePickerQuery() {
        guard case .picker(let picker) = state.overlay else { return }
        if !picker.query.isEmpty {
            setPickerQuery(String(picker.query.dropLast()))
        } else if case .files(let folder) = picker.kind {
            workstation.songs.list(URL(fileURLWithPath: folder).deletingLastPathComponent())
        }
    }

    func movePicker(by rows: Int) {
        guard case .picker(var picker) = state.overlay else { return }
        picker.cursor = min(max(picker.cursor + rows, 0), max(picker.matches.count - 1, 0))
        state.overlay = .picker(picker)
        previewPicked()
    }

    private func previewPicked() {
        guard case .picker(let picker) = state.overlay, picker.kind == .themes, let item = picked(picker) else {
            return
        }
        workstation.choices.preview(theme: item.value)
    }

    private func picked(_ picker: Overlay.Picker) -> Overlay.Picker.Item? {
        picker.matches.indices.contains(picker.cursor) ? picker.items[picker.matches[picker.cursor]] : nil
    }

    func closePicker() {
        workstation.choices.endPreview()
        state.overlay = nil
    }

    func choosePicked() {
        guard case .picker(let picker) = state.overlay else { return }
        guard let item = picked(picker) else {
            if case .files(let folder) = picker.kind { workstation.songs.openTyped(picker.query, in: folder) }
            return
        }
        if let reason = item.disabled { return tell(.warning, "\(item.title): \(reason)") }
        if case .files = picker.kind { return workstation.songs.chooseFile(URL(fileURLWithPath: item.value)) }
        state.overlay = nil
        switch picker.kind {
        case .commands: workstation.perform(item.value)
        case .outputs: workstation.choices.choose(output: item.value)
        case .inputs: workstation.recording.choose(input: item.value)
        case .themes: workstation.choices.choose(theme: item.value)
        case .seeds: if let seed = UInt64(item.value) { edit("seed") { $0.recipe.seed = seed } }
        case .instruments: workstation.guides.choose(instrument: item.value)
        case .players: workstation.lanes.add(player: item.value)
        case .files: break
        }
    }

    // MARK: Questions

    func ask(_ subject: Overlay.Question.Subject, _ text: String, yes: String, no: String) {
        state.overlay = .question(.init(subject: subject, text: text, yes: yes, no: no))
    }

    func answer(_ isYes: Bool) {
        guard case .question(let question) = state.overlay else { return }
        state.overlay = nil
        guard isYes else {
            if case .replaceVocal(let file) = question.subject { workstation.recording.keepAside(file) }
            return
        }
        switch question.subject {
        case .quit: workstation.finish()
        case .deleteTake(let id): workstation.takes.delete(take: id)
        case .removeLane(let id): workstation.lanes.remove(lane: id)
        case .replaceVocal(let file): workstation.recording.useRecording(URL(fileURLWithPath: file))
        }
    }

    // MARK: Ending

    func quit() {
        let count = state.activeJobs.count
        if let jam = state.jam, jam.playable > 0 {
            // nothing that was heard is lost
            workstation.extending.toggleJam()
            let key = bindings.keys(of: "quit").first.map { "\($0)" } ?? "again"
            return tell(.info, "\(jam.name) ends and is kept; \(key) quits once it is")
        }
        if state.recorder?.isRecording ?? false {
            ask(.quit, "A vocal is being recorded. Its file stays in the song's folder. Quit?", yes: "Quit", no: "Stay")
        } else if count > 0 {
            let (takes, they) = count == 1 ? ("A take is", "it is") : ("\(count) takes are", "they are")
            ask(
                .quit, "\(takes) being generated; \(they) made when the song is opened again. Quit?", yes: "Quit",
                no: "Stay")
        } else if workstation.export.isExporting {
            ask(.quit, "An export is not finished and would be cancelled. Quit?", yes: "Quit", no: "Stay")
        } else {
            workstation.finish()
        }
    }

    // MARK: Typing a line

    /// - Parameters:
    ///   - words: that are offered while it is typed.
    ///   - isTyped: whether the text is the beginning of a new one; else it is what there is, and the first letter replaces it.
    ///   - preview: shows what the text would do, in a state without another preview.
    ///   - focus: the panel in which it is typed; nil where something lies over the panels.
    ///   - action: gets the text; what it throws is shown beside it, and typing goes on.
    func ask(
        _ label: String, _ text: String = "", words: [String] = [], isTyped: Bool = false, in focus: Focus? = nil,
        preview: @escaping (String, inout WorkstationState) -> Void = { _, _ in },
        then action: @escaping (String) throws -> Void
    ) {
        if let focus { state.focus = focus }
        state.entry = TextEntry(label: label, text: text, words: words, isSelected: !isTyped)
        entryAction = action
        entryPreview = preview
        showPreview()
    }

    private func showPreview() {
        state.sheetPreview = nil
        if let entry = state.entry { entryPreview(entry.text, &state) }
    }

    func editEntry(_ change: (inout TextEntry) -> Void) {
        guard var entry = state.entry else { return }
        change(&entry)
        state.entry = entry
        showPreview()
    }

    func acceptEntry() {
        guard let entry = state.entry else { return }
        do {
            try entryAction?(entry.text)
            cancelEntry()
        } catch {
            state.entry?.problem = "\(error)"
            tell(.error, "\(error)")
        }
    }

    func cancelEntry() {
        state.entry = nil
        state.sheetPreview = nil
        entryAction = nil
    }
}
