import Terminal

/// Draws scenes: the same scene and size give the same canvas.
public struct Renderer: Sendable {
    public init() {}

    public func canvas(for scene: Scene, size: Size) -> Canvas {
        let ink = Ink(scene.state)
        var canvas = Canvas(size: size, fill: ink.blank)
        let layout = Layout(size: size, state: scene.state)
        guard !layout.isTooSmall else {
            TooSmall(ink: ink).draw(on: &canvas)
            return canvas
        }
        HeaderPanel(scene: scene, ink: ink).draw(on: &canvas, in: layout.header)
        drawTimeline(TimelineDrawing(scene, ink, layout), on: &canvas)
        drawPanels(scene, ink, layout, on: &canvas)
        MessageLine(scene: scene, ink: ink).draw(on: &canvas, in: layout.message)
        HintsLine(hints: scene.hints, ink: ink).draw(on: &canvas, in: layout.hints)
        drawOverlay(scene.state, ink, on: &canvas)
        return canvas
    }

    private func drawTimeline(_ drawing: TimelineDrawing, on canvas: inout Canvas) {
        if RecordingPanel.isShown(drawing.state), let recorder = drawing.state.recorder {
            let (ruler, mel) = (drawing.layout.ruler, drawing.layout.spectrogram)
            let area = Rect(
                row: ruler.row, column: 0, rows: mel.row + mel.rows - ruler.row, columns: drawing.layout.size.columns)
            RecordingPanel(recorder: recorder, ink: drawing.ink).draw(on: &canvas, in: area)
        } else {
            RulerPanel(drawing: drawing).draw(on: &canvas)
            WaveformPanel(drawing: drawing).draw(on: &canvas)
            LaneRows(drawing: drawing).draw(on: &canvas)
            SpectrogramPanel(drawing: drawing).draw(on: &canvas)
            drawEntry(drawing, on: &canvas)
        }
        LeadSheetPanel(drawing: drawing).draw(on: &canvas)
    }

    /// What is typed into the timeline, like a mark's name, stands at the playhead.
    private func drawEntry(_ drawing: TimelineDrawing, on canvas: inout Canvas) {
        guard drawing.state.focus == .timeline, let entry = drawing.state.entry else { return }
        EntryField(entry: entry, ink: drawing.ink).draw(
            on: &canvas, in: drawing.layout.waveform.line(0), from: drawing.playhead ?? 0)
    }

    private func drawPanels(_ scene: Scene, _ ink: Ink, _ layout: Layout, on canvas: inout Canvas) {
        let takes = TakesPanel(scene: scene, ink: ink)
        let recipe = RecipePanel(scene: scene, ink: ink)
        let keys = scene.state.keyboard.map { KeyboardPanel(keyboard: $0, scene: scene, ink: ink) }
        let mixer = MixerPanel(scene: scene, ink: ink)
        let focus = scene.state.focus
        RuleLine(ink: ink, layout: layout).draw(
            [
                .init(
                    area: layout.takes, title: takes.title, note: takes.note,
                    isFocused: keys == nil && focus == .takes),
                .init(
                    area: layout.recipe, title: keys?.title ?? recipe.title, note: keys?.note ?? recipe.note,
                    isFocused: keys != nil || focus == .recipe),
                .init(
                    area: layout.mixer, title: mixer.title, note: mixer.note,
                    isFocused: keys == nil && focus == .mixer),
            ], on: &canvas)
        takes.draw(on: &canvas, in: layout.takes)
        if let keys {
            keys.draw(on: &canvas, in: layout.recipe)
        } else {
            recipe.draw(on: &canvas, in: layout.recipe)
        }
        mixer.draw(on: &canvas, in: layout.mixer)
    }

    private func drawOverlay(_ state: WorkstationState, _ ink: Ink, on canvas: inout Canvas) {
        guard let overlay = state.overlay else { return }
        // the panels' cursor lies under it
        canvas.cursor = nil
        switch overlay {
        case .page(let page): PageOverlay(page: page, ink: ink).draw(on: &canvas)
        case .picker(let picker): PickerOverlay(picker: picker, ink: ink).draw(on: &canvas)
        case .form(let form): FormOverlay(form: form, ink: ink, entry: state.entry).draw(on: &canvas)
        case .question(let question): QuestionOverlay(question: question, ink: ink).draw(on: &canvas)
        }
    }
}
