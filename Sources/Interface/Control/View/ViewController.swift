import Signal
import Terminal

/// How the song is looked at: focus, zoom, what follows the playhead, and the terminal itself.
final class ViewController: Controller {
    /// What the loop draws for; panels and keys that move by a page ask for it.
    var screenSize = Layout.comfortable

    /// Where the playhead comes to stand when the view jumps to it, share of the width.
    private static let jumpPlace = 0.1
    /// From here on, following turns the page.
    private static let pageTurn = 0.95
    /// Zooming out beyond so much of the song shows all of it.
    private static let wholeSong = 1.0

    var layout: Layout { Layout(size: screenSize, state: state) }

    func focus(_ focus: Focus) { state.focus = focus }

    func moveFocus(_ steps: Int) {
        let all = Focus.allCases
        let index = all.firstIndex(of: state.focus) ?? 0
        state.focus = all[(index + steps + all.count) % all.count]
    }

    func cycleMelView() {
        let all = MelView.allCases
        let index = all.firstIndex(of: state.melView) ?? 0
        state.melView = all[(index + 1) % all.count]
    }

    func cycleGlyphs() {
        let all = GlyphLevel.allCases
        let index = all.firstIndex(of: state.glyphs) ?? 0
        state.glyphs = all[(index + 1) % all.count]
        workstation.choices.keep { $0.glyphs = state.glyphs }
        tell(.info, "drawn with \(state.glyphs.rawValue)")
    }

    func toggleFollow() {
        state.timeline.followsPlayhead.toggle()
        tell(.info, state.timeline.followsPlayhead ? "the view follows the playhead" : "the view stays")
        if state.timeline.followsPlayhead { showPlayhead() }
    }

    func zoom(in isIn: Bool) { zoom(in: isIn, around: state.playhead) }

    /// By halves; what is at `time` stays where it is as far as it is on the screen.
    func zoom(in isIn: Bool, around time: Double) {
        let axis = layout.timeAxis(state)
        guard axis.columns > 0 else { return }
        let column = axis.visibleColumn(of: time) ?? axis.columns / 2
        let zoom = max(axis.secondsPerColumn * (isIn ? 0.5 : 2), TimeAxis.finest)
        let shown = zoom * Double(axis.columns)
        let span = state.songSpan
        guard shown < (span.upperBound - span.lowerBound) * Self.wholeSong else { return showWholeSong() }
        state.timeline.secondsPerColumn = zoom
        setViewStart(time - Double(column) * zoom)
    }

    func showWholeSong() {
        state.timeline.secondsPerColumn = nil
        state.timeline.start = 0
    }

    func showLoop() {
        guard let loop = state.song.loop else { return }
        let columns = layout.timelineColumns
        guard columns > 0 else { return }
        state.timeline.secondsPerColumn = max(
            (loop.upperBound - loop.lowerBound) / Double(columns), TimeAxis.finest)
        setViewStart(loop.lowerBound)
    }

    /// - Parameter share: of the screen's width.
    func scroll(by share: Double) {
        let axis = layout.timeAxis(state)
        guard state.timeline.secondsPerColumn != nil else {
            return tell(.info, "the whole song is shown: zoom in first")
        }
        state.timeline.followsPlayhead = false
        setViewStart(axis.start + share * (axis.end - axis.start))
    }

    private func setViewStart(_ start: Double) {
        let axis = layout.timeAxis(state)
        let span = state.songSpan
        state.timeline.start = min(
            max(start, span.lowerBound), max(span.upperBound - (axis.end - axis.start), span.lowerBound))
    }

    /// While playing.
    func followPlayhead() {
        guard state.timeline.followsPlayhead, state.timeline.secondsPerColumn != nil else { return }
        let axis = layout.timeAxis(state)
        let place = (state.playhead - axis.start) / (axis.end - axis.start)
        if place < 0 || place >= Self.pageTurn { jumpToPlayhead(axis) }
    }

    /// After a jump.
    func showPlayhead() {
        guard state.timeline.followsPlayhead, state.timeline.secondsPerColumn != nil else { return }
        let axis = layout.timeAxis(state)
        if axis.visibleColumn(of: state.playhead) == nil { jumpToPlayhead(axis) }
    }

    private func jumpToPlayhead(_ axis: TimeAxis) {
        setViewStart(state.playhead - Self.jumpPlace * (axis.end - axis.start))
    }

    // MARK: Terminal

    func redraw() {
        workstation.redrawScreen?()
        session.needsDisplay = true
    }

    func suspend() {
        guard let suspendScreen = workstation.suspendScreen else { return tell(.warning, "this screen can't be left") }
        guard state.recorder == nil else {
            return tell(.warning, "a vocal is being recorded: stop that before leaving the screen")
        }
        // others may play meanwhile
        deck.leave()
        suspendScreen()
        deck.comeBack()
        session.needsDisplay = true
    }
}
