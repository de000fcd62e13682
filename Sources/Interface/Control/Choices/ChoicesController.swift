import Foundation
import Signal
import Terminal

/// What is chosen in the program and holds the next time.
final class ChoicesController: Controller {
    private(set) var kept: ProgramChoices
    private let themes: ThemeLoader
    private let file: URL
    /// What was shown before a theme was tried out.
    private var themeBefore: Theme?

    /// - Parameters:
    ///   - kept: of the last time.
    ///   - file: where they are kept.
    init(_ workstation: Workstation, _ kept: ProgramChoices, themes: ThemeLoader, file: URL) {
        self.kept = kept
        self.themes = themes
        self.file = file
        super.init(workstation)
    }

    func keep(_ change: (inout ProgramChoices) -> Void) {
        change(&kept)
        let (kept, file) = (kept, file)
        session.background(on: workers.reading, isOfSong: false) {
            try kept.write(to: file)
        } then: { [self] result in
            if case .failure(let error) = result { tell(.warning, "the choice is not kept: \(error)") }
        }
    }

    // MARK: Themes

    func openThemes() {
        let (themes, problems) = themes.loadAll()
        themeBefore = state.theme
        var picker = Overlay.Picker(
            kind: .themes, title: "Themes",
            items: themes.map { .init(value: $0.name, title: $0.name, detail: $0.summary) })
        picker.cursor = themes.firstIndex { $0.name == state.theme.name } ?? 0
        workstation.dialogs.show(picker)
        if let problem = problems.first { tell(.warning, "\(problem)") }
    }

    /// Shown while the cursor is on it.
    func preview(theme name: String) {
        attempt { state.theme = try themes.load(name) }
    }

    func choose(theme name: String) {
        attempt {
            state.theme = try themes.load(name)
            themeBefore = nil
            keep { $0.theme = name }
        }
    }

    // MARK: Sound devices

    func openOutputs() {
        workstation.dialogs.show(.init(.outputs, "Sound outputs", deck.devices(), chosen: kept.output))
    }

    func choose(output name: String) {
        deck.choose(name)
        keep { $0.output = name }
        workstation.playback.refreshDeck()
        tell(.info, "sound goes to \(name)")
    }

    /// Back from a theme that was only tried out.
    func endPreview() {
        if let themeBefore { state.theme = themeBefore }
        themeBefore = nil
    }
}

extension Overlay.Picker {
    /// Of sound devices.
    init(_ kind: Kind, _ title: String, _ devices: [SoundDevice], chosen: String?) {
        self.init(
            kind: kind, title: title,
            items: devices.map { .init(value: $0.name, title: $0.name, detail: $0.summary) })
        cursor = devices.firstIndex { $0.name == chosen } ?? 0
    }
}
