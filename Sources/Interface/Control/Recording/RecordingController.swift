import Foundation
import Music
import Recipes
import Signal
import Songs

/// Records vocals.
final class RecordingController: Controller {
    /// Where the next recording comes from; nil is the usual place.
    private var input: String? { chosenInput ?? workstation.choices.kept.input }
    private var chosenInput: String?
    /// The tempo that the recording began with, where somebody had chosen or heard it.
    private var recordedClick: RecordedClick?

    /// Hertz of recordings where no vocal says otherwise.
    private static let recordingRate = 48_000.0

    func toggleRecording() {
        guard recorder != nil else { return tell(.warning, "this program can't record") }
        if state.recorder == nil { startRecording() } else { stopRecording() }
    }

    private func startRecording() {
        guard let recorder else { return }
        deck.pause()
        attempt {
            let folder = try recordingFolder()
            let rate = state.sampleRate ?? Self.recordingRate
            let (sheet, given) = (state.song.sheet?.leadSheet, state.song.recipe.constraints)
            let clicks = Clicks.countIn(sheet, given: given, before: 0, sampleRate: rate)
            recordedClick = Clicks.tempo(sheet, given).map {
                RecordedClick(tempo: $0, meter: Clicks.signature(sheet, given))
            }
            try recorder.start(
                input: input, sampleRate: rate, countIn: clicks,
                file: try folder.newRecording())
            state.recorder = recorder.state
            let key = bindings.keys(of: "record").first.map { "\($0) ends it" } ?? "the same command ends it"
            tell(.info, "recording: \(key)")
        }
    }

    /// The song's; a new song where none is open.
    private func recordingFolder() throws -> SongFolder {
        if let folder { return folder }
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyy-MM-dd HH.mm.ss"
        let title = "Recording \(formatter.string(from: Date()))"
        let url = SongPlace.library().appendingPathComponent(title.replacing(" ", with: "-") + ".backline")
        let created = try SongFolder.create(
            at: url, title: title, recipe: studio.systems.first?.defaults ?? Recipe())
        workstation.songs.use(created)
        return created
    }

    // MARK: Inputs

    func openInputs() {
        guard let recorder else { return tell(.warning, "this program can't record") }
        workstation.dialogs.show(.init(.inputs, "Sound inputs", recorder.inputs(), chosen: input))
    }

    func choose(input name: String) {
        chosenInput = name
        workstation.choices.keep { $0.input = name }
        tell(.info, "recordings come from \(name)")
    }

    // MARK: While it runs

    func tickRecorder() {
        guard state.recorder != nil, let recorder else { return }
        let now = recorder.state
        if now != state.recorder { state.recorder = now }
        if let failure = now.failure {
            stopRecording()
            tell(.error, failure)
        }
    }

    private func stopRecording() {
        guard let recorder else { return }
        state.recorder = nil
        attempt {
            let file = try recorder.stop()
            if state.song.allTakes.isEmpty {
                useRecording(file)
            } else {
                workstation.dialogs.ask(
                    .replaceVocal(file.path),
                    "Make the recording the song's vocal? Takes stay; undo brings the old vocal back.", yes: "Replace",
                    no: "Keep the old vocal")
            }
        }
    }

    /// A recording stays a file beside the song's vocal.
    func keepAside(_ file: String) {
        recordedClick = nil
        tell(.info, "the recording is kept in \(file)")
    }

    /// What is sung stays in its file and is offered when the song is opened again.
    func end() {
        guard state.recorder != nil, let recorder else { return }
        state.recorder = nil
        attempt { try recorder.leave() }
    }

    /// Makes a recording the song's vocal; reading it takes a while, so it is done in the background.
    func useRecording(_ file: URL) {
        guard let folder else { return }
        let song = state.song
        background(on: workers.reading) {
            var changed = song
            try folder.takeRecording(file, into: &changed)
            return changed
        } then: { [self] in
            recorded($0)
        }
    }

    /// Finishes recordings that a kill has cut off.
    func recoverRecordings() {
        guard let recorder, let growing = folder?.unfinishedRecordings, !growing.isEmpty else { return }
        background(on: workers.reading) {
            try growing.compactMap { try recorder.recover($0) }
        } then: { [self] files in
            if let newest = files.last { recovered(newest) }
        }
    }

    private func recovered(_ file: URL) {
        let place = "recordings/\(file.lastPathComponent)"
        tell(.warning, "a recording was cut off; what was sung is kept in \(place)")
        if state.song.vocal == nil { return useRecording(file) }
        guard state.overlay == nil else { return }
        workstation.dialogs.ask(
            .replaceVocal(file.path),
            "A recording was cut off; it is kept in \(place). Make it the song's vocal? Undo brings the old one back.",
            yes: "Replace", no: "Keep the old vocal")
    }

    /// - Parameter changed: the song as it was, with the new vocal.
    private func recorded(_ changed: Song) {
        deck.seek(to: 0)
        let click = recordedClick
        recordedClick = nil
        // what stays of the sheet was heard in the other vocal
        workstation.leadSheet.hearsNextVocal = changed.sheet != nil && click != nil
        edit("new vocal") { song in
            song.vocal = changed.vocal
            song.sheet = changed.sheet
            song.master = changed.master
            song.loop = nil
            song.isLooping = false
            if let click { click.hold(in: &song) }
        }
        let tempo = click.map { ", at the click's \(LeadSheetWords.number($0.tempo)) BPM" } ?? ""
        tell(.info, "the recording is the song's vocal" + tempo)
    }
}

/// The click that a recording was counted in with, in a tempo that somebody had chosen or heard: whoever sings to it sings
/// on a steady grid that begins where the count-in ends. The usual tempo, which nobody chose, says nothing.
struct RecordedClick {
    /// Beats a minute.
    var tempo: Double
    var meter: Meter

    /// Says so in the song's recipe; beats that were fixed over another vocal go.
    func hold(in song: inout Song) {
        song.sheet?.unlockGrid()
        song.recipe.constraints.beats = nil
        song.recipe.constraints.typedTempo = TypedTempo(tempo)
        song.recipe.constraints.firstDownbeat = 0
        song.recipe.constraints.setMeter(meter)
    }
}
