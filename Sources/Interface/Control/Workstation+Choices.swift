import Signal
import Terminal

/// What is chosen in the program and holds the next time.
extension Workstation {
    func keepChoices() {
        let (choices, url, inbox) = (choices, folders.choices, inbox)
        workers.reading {
            do {
                try choices.write(to: url)
            } catch {
                inbox.post { $0.tell(.warning, "the choice is not kept: \(error)") }
            }
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
        show(picker)
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
            choices.theme = name
            keepChoices()
        }
    }

    // MARK: Sound devices

    func openOutputs() {
        show(picker(.outputs, "Sound outputs", deck.devices(), chosen: choices.output))
    }

    func openInputs() {
        guard let recorder else { return tell(.warning, "this program can't record") }
        show(picker(.inputs, "Sound inputs", recorder.inputs(), chosen: recordingInput ?? choices.input))
    }

    private func picker(
        _ kind: Overlay.Picker.Kind, _ title: String, _ devices: [SoundDevice], chosen: String?
    ) -> Overlay.Picker {
        var picker = Overlay.Picker(
            kind: kind, title: title,
            items: devices.map { .init(value: $0.name, title: $0.name, detail: $0.summary) })
        picker.cursor = devices.firstIndex { $0.name == chosen } ?? 0
        return picker
    }

    func choose(output name: String) {
        deck.choose(name)
        choices.output = name
        keepChoices()
        refreshDeck()
        tell(.info, "sound goes to \(name)")
    }

    func choose(input name: String) {
        recordingInput = name
        choices.input = name
        keepChoices()
        tell(.info, "recordings come from \(name)")
    }
}
