import Foundation
import Interface
import Music
import Recipes
import Signal
import Songs
import Terminal
import Testing

/// Each command by its first key, or through the palette, and what it changes.
@Suite struct EveryCommandTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var id: String
        var prepare: @Sendable (Rig) throws -> Void
        /// Whether what the command is for has happened.
        var holds: @Sendable (Rig) throws -> Bool
        var takes = 0

        var testDescription: String { id }
    }

    private static func make(
        _ id: String, takes: Int = 0, _ prepare: @escaping @Sendable (Rig) throws -> Void = { _ in },
        holds: @escaping @Sendable (Rig) throws -> Bool
    ) -> Case { Case(id: id, prepare: prepare, holds: holds, takes: takes) }

    static let cases: [Case] =
        playback + view + generation + takes + lanes + recipe + sheet + mixer + guide + program + dialogs

    @Test func noCommandIsLeftOut() {
        #expect(Set(Self.cases.map(\.id)) == Set(CommandTable.all.map(\.id)))
    }

    @Test(arguments: cases) func itsKeyDoesIt(_ tested: Case) throws {
        let rig = try Rig(takes: tested.takes, systems: FakeStudio.four)
        try tested.prepare(rig)
        let command = try #require(CommandTable.command(tested.id))
        if case .focus(let focus) = command.context { rig.workstation.perform("focus.\(focus.rawValue)") }
        let isThere = try tested.holds(rig)
        #expect(!isThere, "\(tested.id): nothing left to do before the key")
        if let key = rig.workstation.bindings.keys(of: tested.id).first {
            rig.workstation.handle(.key(key))
        } else {
            rig.press(":")
            rig.type(command.title)
            rig.press("enter")
        }
        rig.settle()
        let holds = try tested.holds(rig)
        #expect(holds, "\(tested.id): \(rig.message)")
    }

    private static func at(_ seconds: Double) -> @Sendable (Rig) throws -> Void {
        { rig in
            rig.deck.seek(to: Int(seconds * Rig.rate))
            rig.settle()
        }
    }

    private static func isAt(_ seconds: Double) -> @Sendable (Rig) -> Bool {
        { abs($0.state.playhead - seconds) < 0.001 }
    }

    private static func loop(_ rig: Rig) {
        rig.deck.seek(to: Int(2 * Rig.rate))
        rig.settle()
        rig.press("[")
        rig.deck.seek(to: Int(4 * Rig.rate))
        rig.settle()
        rig.press("]")
    }

    private static func mark(_ rig: Rig) {
        rig.deck.seek(to: Int(3 * Rig.rate))
        rig.settle()
        rig.press("'", "enter")
    }

    static let playback: [Case] = [
        make("play.toggle") { $0.deck.state.isPlaying },
        make("play.countIn", at(1)) { rig in
            rig.deck.memory.withLock { memory in
                memory.state.isPlaying && memory.countIn?.beats.map(\.frame) == [-48000, -36000, -24000, -12000]
            }
        },
        make("play.back", at(7), holds: isAt(2)),
        make("play.forward", at(1), holds: isAt(6)),
        make("play.backMinute", at(7), holds: isAt(0)),
        make("play.forwardMinute", at(1), holds: isAt(Rig.seconds)),
        make("play.previousBeat", at(3), holds: isAt(2.5)),
        make("play.nextBeat", at(3), holds: isAt(3.5)),
        make("play.previousBar", at(3), holds: isAt(2)),
        make("play.nextBar", at(3), holds: isAt(4)),
        make("play.bar", at(3)) { rig in
            if rig.state.entry != nil { rig.answer("2.4") }
            return rig.deck.state.position == 84_000
        },
        make("play.start", at(3), holds: isAt(0)),
        make("play.end", holds: isAt(Rig.seconds)),
        make("audition.next", takes: 1) { $0.song.audition == .take(1) && $0.deck.plan?.tracks.count == 2 },
        make("audition.vocal", takes: 1, { $0.press("tab") }) { $0.deck.plan?.tracks.map(\.name) == ["vocal"] },
        make("loop.start", at(2)) { $0.song.loop == 2..<8 && $0.deck.loop == 48000..<192000 },
        make("loop.end", at(2)) { $0.song.loop == 0..<2 && $0.song.isLooping },
        make("loop.toggle", { loop($0) }) { !$0.song.isLooping && $0.deck.loop == nil },
        make("loop.snap", at(3)) { $0.song.loop == 2..<4 },
        make("loop.clear", { loop($0) }) { $0.song.loop == nil },
        make("click") { $0.deck.click?.beats.count == 16 },
        make("mark.add", at(3)) { rig in
            rig.press("enter")
            return rig.song.marks == [.init(name: "Section 1", time: 3)]
        },
        make(
            "mark.previous",
            {
                mark($0); try at(7)($0)
            }, holds: isAt(3)),
        make(
            "mark.next",
            {
                mark($0); try at(0)($0)
            }, holds: isAt(3)),
        make("mark.name", { mark($0) }) { rig in
            if rig.state.entry != nil { rig.answer("Chorus") }
            return rig.song.marks.first?.name == "Chorus"
        },
        make("mark.delete", { mark($0) }) { $0.song.marks.isEmpty },
    ]

    static let view: [Case] = [
        make("view.zoomIn") { $0.state.timeline.secondsPerColumn != nil },
        make("view.zoomOut", { $0.press("+") }) { $0.state.timeline.secondsPerColumn == nil },
        make("view.whole", { $0.press("+", "+") }) { $0.state.timeline.secondsPerColumn == nil },
        make("view.loop", { loop($0) }) { $0.state.timeline.start == 2 && $0.state.timeline.secondsPerColumn != nil },
        make(
            "view.left",
            {
                try at(7)($0); $0.press("+", "+", "f"); $0.press("shift-right")
            }
        ) { rig in
            rig.state.timeline.start < 5.5 && rig.state.timeline.secondsPerColumn != nil && rig.state.timeline.start > 0
        },
        make("view.right", { $0.press("+", "+") }) { $0.state.timeline.start == 1 },
        make("view.follow") { !$0.state.timeline.followsPlayhead },
        make("view.mel") { $0.state.melView == .take },
        make("focus.timeline", { $0.press("3") }) { $0.state.focus == .timeline },
        make("focus.leadSheet") { $0.state.focus == .leadSheet },
        make("focus.takes") { $0.state.focus == .takes },
        make("focus.recipe") { $0.state.focus == .recipe },
        make("focus.mixer") { $0.state.focus == .mixer },
        make("focus.next") { $0.state.focus == .leadSheet },
        make("focus.previous") { $0.state.focus == .mixer },
        make("theme") { rig in if case .picker(let p) = rig.state.overlay { p.kind == .themes } else { false } },
        make("glyphs") { $0.state.glyphs == .blocks },
    ]

    static let generation: [Case] = [
        make("generate") { $0.studio.orders.count == 1 && $0.state.jobs.count == 1 && $0.song.recipe.seed == 2 },
        make("generate.draft") { rig in
            rig.studio.orders.count == 1 && rig.studio.orders.allSatisfy { $0.recipe.steps == 4 }
        },
        make(
            "take.refine",
            { rig in
                rig.press("D")
                rig.workstation.handle(.finished(job: 1, rig.made()))
                rig.settle()
            }
        ) { rig in
            rig.studio.orders.count == 2 && rig.studio.orders.map(\.recipe.seed) == [1, 1]
                && rig.studio.orders.last?.recipe.steps == FakeStudio.usual.steps
        },
        make("take.vary", takes: 1) { rig in
            if rig.state.entry != nil { rig.answer("0.3") }
            return rig.studio.orders.last?.recipe.variation == 0.3
                && rig.studio.orders.last?.given?.stems["band"] != nil
        },
        make("take.reroll", takes: 1, { loop($0) }) { $0.studio.orders.last?.recipe.reroll == 2..<4 },
        make("take.fill", takes: 1, { loop($0) }) { rig in
            rig.studio.orders.last?.recipe.reroll == 2..<4 && rig.studio.orders.last?.recipe.system == "melody"
        },
        make("take.extend", takes: 1) { rig in
            if rig.state.entry != nil { rig.answer("2") }
            return rig.studio.orders.last?.recipe.reroll == 8..<12 && rig.studio.orders.last?.goesOn == true
        },
        make("take.intro", takes: 1) { rig in
            if rig.state.entry != nil { rig.answer("1") }
            return rig.studio.orders.last?.recipe.reroll == -2..<0 && rig.studio.orders.last?.extends == true
        },
        make("jam", takes: 1) { $0.studio.orders.last?.isEndless == true && $0.state.jam != nil },
        make("prompt") { rig in
            if rig.state.entry != nil { rig.answer("pop with piano") }
            return rig.studio.orders.last?.recipe.settings["prompt"] == .text("pop with piano")
        },
        make("job.cancel", { $0.press("g") }) { $0.studio.cancelled == [1] },
        make("job.cancelAll", { $0.press("g", "g") }) { $0.studio.cancelled == [1, 2] },
        make("seed.next") { $0.song.recipe.seed == 2 },
        make("seed.lock") { $0.song.isSeedLocked },
        make("seed.history", takes: 1) { rig in
            if case .picker(let p) = rig.state.overlay { p.items.map(\.value) == ["1"] } else { false }
        },
    ]

    static let takes: [Case] = [
        make("takes.down", takes: 2, { $0.workstation.perform("takes.first") }) { $0.state.takesCursor == 1 },
        make("takes.up", takes: 2, { $0.workstation.perform("takes.last") }) { $0.state.takesCursor == 0 },
        make("takes.first", takes: 3, { $0.workstation.perform("takes.last") }) { $0.state.takesCursor == 0 },
        make("takes.last", takes: 3, { $0.workstation.perform("takes.first") }) { $0.state.takesCursor == 2 },
        make("takes.play", takes: 1) { $0.deck.state.isPlaying && $0.song.audition == .take(1) },
        make("takes.audition", takes: 1) { !$0.deck.state.isPlaying && $0.song.audition == .take(1) },
        make("take.markA", takes: 1) { $0.song.a == $0.song.scene(with: 1) },
        make("take.markB", takes: 1) { $0.song.b == $0.song.scene(with: 1) },
        make("take.star", takes: 1) { $0.song.takes[0].isStarred },
        make("take.name", takes: 1) { rig in
            if rig.state.entry != nil { rig.answer("Blue") }
            return rig.song.takes[0].name == "Blue"
        },
        make("take.note", takes: 1) { rig in
            if rig.state.entry != nil { rig.answer("too loud") }
            return rig.song.takes[0].note == "too loud"
        },
        make("take.restore", takes: 1) { $0.song.recipe.seed == 1 && $0.song.recipe.leadSheet == nil },
        make("take.duplicate", takes: 2, { $0.workstation.perform("takes.first") }) { $0.song.recipe.seed == 2 },
        make("take.details", takes: 1) { rig in
            if case .page(let p) = rig.state.overlay { p.lines.contains("model abc") } else { false }
        },
        make("take.delete", takes: 1) { rig in
            if rig.state.overlay != nil { rig.press("y") }
            return rig.song.takes.isEmpty
        },
    ]

    /// A lane of strings besides the band, under the cursor.
    private static func withStrings(_ rig: Rig) {
        rig.press("A")
        rig.answer("strings")
    }

    static let lanes: [Case] = [
        make(
            "lane.next",
            { rig in
                withStrings(rig)
                rig.press("{")
            }
        ) { $0.song.lane.name == "strings" },
        make("lane.previous", withStrings) { $0.song.lane.name == "band" },
        make("lane.add") { rig in
            if rig.state.entry != nil { rig.answer("choir") }
            return rig.song.lanes.map(\.name) == ["vocal", "band", "choir"] && rig.song.lane.name == "choir"
        },
        make("lane.player") { rig in
            if rig.state.overlay != nil {
                rig.type("harp")
                rig.press("enter")
            }
            return rig.song.lanes.map(\.name) == ["vocal", "band", "harp"] && rig.studio.orders.count == 1
        },
        make("lane.band") { rig in
            rig.song.lanes.map(\.name) == ["vocal", "band", "drums", "bass", "keys"] && rig.state.jobs.count == 3
        },
        make("lane.name", takes: 1) { rig in
            if rig.state.entry != nil { rig.answer("piano") }
            return rig.song.lane.name == "piano" && rig.state.stripNames == ["vocal", "piano", "master"]
        },
        make("lane.duplicate", takes: 1) { $0.song.lanes.map(\.name) == ["vocal", "band", "band 2"] },
        make("lane.up", withStrings) { $0.song.lanes.map(\.name) == ["vocal", "strings", "band"] },
        make(
            "lane.down",
            { rig in
                withStrings(rig)
                rig.press("{")
            }
        ) { $0.song.lanes.map(\.name) == ["vocal", "strings", "band"] },
        make("lane.mute") { $0.song.lane.strip.isMuted },
        make("lane.solo") { $0.song.lane.strip.isSoloed },
        make("lane.remove", takes: 1, { $0.press("&", "{") }) { rig in
            if rig.state.overlay != nil { rig.press("y") }
            return rig.song.lanes.map(\.name) == ["vocal", "band 2"] && rig.song.allTakes.isEmpty
        },
    ]

    static let recipe: [Case] = [
        make("recipe.down") { $0.state.recipeCursor == "steps" },
        make("recipe.up", { $0.workstation.perform("recipe.down") }) { $0.state.recipeCursor == "system" },
        make("recipe.more", { $0.workstation.perform("recipe.down") }) { $0.song.recipe.steps == 9 },
        make("recipe.less", { $0.workstation.perform("recipe.down") }) { $0.song.recipe.steps == 7 },
        make("recipe.muchMore", { $0.workstation.perform("recipe.down") }) {
            $0.song.recipe.steps == 18
        },
        make("recipe.muchLess", { $0.workstation.perform("recipe.down") }) { $0.song.recipe.steps == 1 },
        make("recipe.edit", { $0.workstation.perform("recipe.down") }) { rig in
            if rig.state.entry != nil { rig.answer("40") }
            return rig.song.recipe.steps == 40
        },
        make(
            "recipe.reset",
            { rig in
                rig.workstation.perform("recipe.down")
                rig.workstation.perform("recipe.more")
            }
        ) { $0.song.recipe.steps == FakeStudio.usual.steps },
        make("recipe.resetAll", { $0.press("4", "j", "l", "j", "l", "s", "tab") }) { rig in
            rig.song.recipe.steps == FakeStudio.usual.steps && rig.song.recipe.guidance == FakeStudio.usual.guidance
                && rig.song.recipe.seed == 2
        },
    ]

    static let sheet: [Case] =
        [
            make("sheet.next") { $0.state.sheetCursor == 1 },
            make("sheet.previous", { $0.workstation.perform("sheet.next") }) { $0.state.sheetCursor == 0 },
            make("sheet.nextBar") { $0.state.sheetCursor == 4 },
            make("sheet.previousBar", { $0.workstation.perform("sheet.nextBar") }) { $0.state.sheetCursor == 0 },
            make("sheet.seek", { $0.workstation.perform("sheet.nextBar") }, holds: isAt(2)),
            make("sheet.here", at(3.1)) { $0.state.sheetCursor == 6 },
            make("sheet.chord") { rig in
                if rig.state.entry != nil { rig.answer("Am F | Dm") }
                return rig.song.sheet?.leadSheet.chord(at: 1.5)?.description == "F"
                    && rig.song.sheet?.leadSheet.chord(at: 3)?.description == "Dm"
            },
            make("sheet.noChord") { $0.song.sheet?.leadSheet.chord(at: 0.1) == nil },
            make("sheet.lockChord") { $0.song.sheet?.lockedChords.count == 1 },
            make("sheet.lockAll") { $0.song.sheet?.lockedChords.count == 4 && $0.song.sheet?.isKeyLocked == true },
            make("sheet.lockGrid") { $0.song.sheet?.isGridLocked == true },
            make("sheet.hear", { $0.workstation.perform("sheet.lockGrid") }) { rig in
                rig.state.isHearing && rig.studio.hearings.last?.beats == Rig.sheet.beats
            },
            make("sheet.key") { rig in
                if rig.state.entry != nil { rig.answer("F#m") }
                return rig.song.sheet?.leadSheet.key == Key(parsing: "F#m") && rig.song.sheet?.isKeyLocked == true
            },
            make("sheet.meter") { rig in
                if rig.state.entry != nil { rig.answer("3") }
                return rig.song.sheet?.leadSheet.downbeats.prefix(3) == [0, 3, 6]
            },
            make("sheet.tempo") { rig in
                if rig.state.entry != nil { rig.answer("60") }
                return rig.song.sheet?.leadSheet.beats.count == 8
            },
            make("sheet.drift", { $0.workstation.perform("sheet.lockGrid") }) { rig in
                let told = rig.studio.hearings.last
                return told?.typedTempo == TypedTempo(120, drifts: true) && told?.beats == nil
                    && told?.firstDownbeat == 0
            },
            make("sheet.tuning") { rig in
                if rig.state.entry != nil { rig.answer("-35c") }
                return rig.song.sheet?.fixedTuning == -35 && rig.studio.hearings.last?.tuning == -35
            },
            make("sheet.nextReading", { $0.hearReadings() }) { rig in
                rig.song.sheet?.trial?.index == 1 && rig.deck.state.isPlaying && rig.deck.click != nil
            },
            make("sheet.takeReading") { rig in
                rig.song.sheet.map { $0.isGridLocked && $0.isKeyLocked && $0.isMeterLocked } ?? false
            },
            make("sheet.double") { $0.song.sheet.map { abs($0.leadSheet.tempo - 240) < 0.01 } ?? false },
            make("sheet.halve") { $0.song.sheet.map { abs($0.leadSheet.tempo - 60) < 0.01 } ?? false },
            make("sheet.downbeat", { $0.workstation.perform("sheet.next") }) {
                $0.song.sheet?.leadSheet.downbeats == [1, 5, 9, 13]
            },
            make("sheet.nudgeEarlier") {
                $0.song.sheet.map { abs($0.leadSheet.beats[1] - 0.99) < 0.001 } ?? false
                    || $0.song.sheet.map { abs($0.leadSheet.beats[0] - 0.49) < 0.001 } ?? false
            },
            make("sheet.nudgeLater") { $0.song.sheet.map { abs($0.leadSheet.beats[1] - 0.51) < 0.001 } ?? false },
            make("tap", { $0.press("space") }) { $0.state.taps == [0] },
            make("tap.downbeat", { $0.press("space") }) { $0.state.taps == [0] },
        ]
        + "ABCDEFG".map { letter in
            make("sheet.type\(letter)") { $0.state.entry?.text == String(letter) }
        }

    static let mixer: [Case] = [
        make("mixer.next") { $0.state.mixerCursor == 1 },
        make("mixer.previous", { $0.workstation.perform("mixer.next") }) { $0.state.mixerCursor == 0 },
        make("mixer.raise") { $0.song.lanes[0].strip.gain == 1 && $0.deck.plan?.tracks[0].strip.gain == 1 },
        make("mixer.lower") { $0.song.lanes[0].strip.gain == -1 },
        make("mixer.parameter") { $0.state.mixerParameter == .pan },
        make("mixer.edit") { rig in
            if rig.state.entry != nil { rig.answer("-4,5") }
            return rig.song.lanes[0].strip.gain == -4.5
        },
        make("mixer.panLeft") { abs($0.song.lanes[0].strip.pan + 0.1) < 1e-9 },
        make("mixer.panRight") { abs($0.song.lanes[0].strip.pan - 0.1) < 1e-9 },
        make("mixer.mute") { $0.song.lanes[0].strip.isMuted },
        make("mixer.solo") { $0.song.lanes[0].strip.isSoloed },
        make("mixer.reset", { $0.workstation.perform("mixer.raise") }) { $0.song.lanes[0].strip.gain == 0 },
        make("mixer.limiter") { $0.deck.plan?.master.limiterCeiling == -1 },
        make("mixer.ceiling") { rig in
            if rig.state.entry != nil { rig.answer("-3") }
            return rig.song.master.limiterCeiling == -3
        },
        make("meters.reset") { $0.deck.memory.withLock { $0.resets } == 1 },
    ]

    static let guide: [Case] = [
        make("guide.melody") { $0.deck.plan?.tracks.map(\.name) == ["vocal", "melody"] },
        make("guide.chords") { $0.deck.plan?.tracks.map(\.name) == ["vocal", "chords"] },
        make("guide.instrument") { rig in
            if case .picker(let p) = rig.state.overlay { p.kind == .instruments && p.items.count == 3 } else { false }
        },
        make("guide.keep", { $0.press("V") }) { $0.song[guide: .melody]?.isKept == true },
        make("keys.open") { $0.state.keyboard != nil && $0.deck.memory.withLock { $0.staysOpen } },
        make("keys.close", { $0.press("O") }) { $0.state.keyboard == nil },
        make("keys.lower", { $0.press("O") }) { $0.state.keyboard?.lowest == 36 },
        make("keys.higher", { $0.press("O") }) { $0.state.keyboard?.lowest == 60 },
        make("keys.louder", { $0.press("O") }) { $0.state.keyboard?.touch.dynamic == .f },
        make("keys.softer", { $0.press("O") }) { $0.state.keyboard?.touch.dynamic == .mp },
        make("keys.sustain", { $0.press("O") }) { $0.state.keyboard?.touch.isSustained == true },
        make("keys.instrument", { $0.press("O") }) { rig in
            if case .picker(let p) = rig.state.overlay { p.kind == .instruments } else { false }
        },
        make(
            "keys.start",
            { rig in
                rig.press("O")
                rig.deck.seek(to: 9000)
            }
        ) { $0.deck.state.position == 0 },
        make("keys.keep", { $0.press("O", "space", "q") }) { $0.song[guide: .played] != nil },
        make("keys.replace", { $0.press("O", "space", "q", "enter", "w") }) { rig in
            rig.song[guide: .played]?.passes?.map { $0.notes.map(\.pitch) } == [[62]]
        },
        make(
            "keys.earlier",
            { rig in
                rig.deck.seek(to: 48_000)
                rig.press("O", "space", "q")
                rig.deck.seek(to: 0)
                rig.press("w")
            }
        ) { $0.song.pass?.notes.map(\.pitch) == [60] },
        make("keys.undo", { $0.press("O", "space", "q", "enter") }) { $0.song.guides.isEmpty },
        make("keys.redo", { $0.press("O", "space", "q", "enter", "backspace") }) { $0.song[guide: .played] != nil },
        make("keys.play", { $0.press("O") }) { $0.deck.state.isPlaying && $0.state.keyboard != nil },
        make("guide.remove", { $0.press("V", "J") }) { rig in
            rig.song.guides.isEmpty && rig.deck.plan?.tracks.count == 1
        },
    ]

    static let program: [Case] = [
        make("open") { rig in
            if case .picker(let p) = rig.state.overlay {
                p.items.map(\.title) == ["song.backline", "song.wav", "../"]
            } else {
                false
            }
        },
        make("record") { $0.state.recorder?.isRecording == true },
        make("export") { rig in if case .form = rig.state.overlay { true } else { false } },
        make("undo", { $0.press("s") }) { $0.song.recipe.seed == 1 },
        make("redo", { $0.press("s", "u") }) { $0.song.recipe.seed == 2 },
        make("song.name") { rig in
            if rig.state.entry != nil { rig.answer("Rain") }
            return rig.song.title == "Rain"
        },
        make("messages") { rig in
            if case .page(let page) = rig.state.overlay { page.title == "Messages" } else { false }
        },
        make("help") { rig in
            if case .page(let p) = rig.state.overlay {
                p.lines.contains { $0.contains("More like this") }
            } else {
                false
            }
        },
        make("palette") { rig in
            if case .picker(let p) = rig.state.overlay { p.kind == .commands } else { false }
        },
        make("output") { rig in if case .picker(let p) = rig.state.overlay { p.kind == .outputs } else { false } },
        make("input") { rig in if case .picker(let p) = rig.state.overlay { p.kind == .inputs } else { false } },
        make(
            "dismiss",
            {
                $0.press("space"); $0.press("t")
            }
        ) { $0.state.taps.isEmpty },
        make("redraw", { $0.press("c") }) { $0.state.message == nil },
        make("suspend") { $0.message == "this screen can't be left" },
        make("quit") { $0.workstation.isFinished },
    ]

    private static func entry(_ rig: Rig) {
        rig.press("3")
        rig.workstation.perform("song.name")
        rig.press("end", "ctrl-u")
        rig.type("one two")
    }

    private static func page(_ rig: Rig) { rig.press("?") }
    private static func pageTop(_ rig: Rig) -> Int { if case .page(let p) = rig.state.overlay { p.top } else { -1 } }
    private static func picker(_ rig: Rig) { rig.press(":") }
    private static func pickerCursor(_ rig: Rig) -> Int {
        if case .picker(let p) = rig.state.overlay { p.cursor } else { -1 }
    }
    private static func form(_ rig: Rig) -> Overlay.Form? {
        if case .form(let form) = rig.state.overlay { form } else { nil }
    }

    static let dialogs: [Case] = [
        make("page.down", { page($0) }) { pageTop($0) == 1 },
        make(
            "page.up",
            {
                page($0); $0.press("j")
            }
        ) { pageTop($0) == 0 },
        make("page.pageDown", { page($0) }) { pageTop($0) == 18 },
        make(
            "page.pageUp",
            {
                page($0); $0.press("space")
            }
        ) { pageTop($0) == 0 },
        make("page.bottom", { page($0) }) { pageTop($0) > 80 },
        make(
            "page.top",
            {
                page($0); $0.press("G")
            }
        ) { pageTop($0) == 0 },
        make("page.close", { page($0) }) { $0.state.overlay == nil },
        make("picker.down", { picker($0) }) { pickerCursor($0) == 1 },
        make(
            "picker.up",
            {
                picker($0); $0.press("down")
            }
        ) { pickerCursor($0) == 0 },
        make("picker.pageDown", { picker($0) }) { pickerCursor($0) == 18 },
        make(
            "picker.pageUp",
            {
                picker($0); $0.press("pgdn")
            }
        ) { pickerCursor($0) == 0 },
        make(
            "picker.choose",
            {
                picker($0); $0.type("next seed")
            }
        ) { $0.song.recipe.seed == 2 },
        make(
            "picker.erase",
            {
                picker($0); $0.type("ab")
            }
        ) { rig in
            if case .picker(let p) = rig.state.overlay { p.query == "a" } else { false }
        },
        make(
            "picker.clear",
            {
                picker($0); $0.type("ab")
            }
        ) { rig in
            if case .picker(let p) = rig.state.overlay { p.query.isEmpty } else { false }
        },
        make("picker.close", { picker($0) }) { $0.state.overlay == nil },
        make("form.down", { $0.press("e") }) { form($0)?.cursor == 1 },
        make("form.up", { $0.press("e", "tab") }) { form($0)?.cursor == 0 },
        make("form.nextChoice", { $0.press("e") }) { form($0)?.fields[0].value == "vocal" },
        make("form.previousChoice", { $0.press("e", "tab") }) { form($0)?.fields[1].value == "FLAC 16 bit" },
        make("form.accept", { $0.press("e") }) { form($0)?.cursor == 1 },
        make("form.cancel", { $0.press("e") }) { $0.state.overlay == nil },
        make("question.yes", { $0.press("g", "q") }) { $0.workstation.isFinished },
        make("question.no", { $0.press("g", "q") }) { $0.state.overlay == nil && !$0.workstation.isFinished },
        make("entry.accept", { entry($0) }) { $0.song.title == "one two" },
        make(
            "entry.complete",
            {
                $0.press(";"); $0.type("pi")
            }
        ) { $0.state.entry?.text == "piano" },
        make("entry.cancel", { entry($0) }) { $0.state.entry == nil && $0.song.title == "song" },
        make("entry.left", { entry($0) }) { $0.state.entry?.cursor == 6 },
        make(
            "entry.right",
            {
                entry($0); $0.press("home")
            }
        ) { $0.state.entry?.cursor == 1 },
        make("entry.start", { entry($0) }) { $0.state.entry?.cursor == 0 },
        make(
            "entry.end",
            {
                entry($0); $0.press("home")
            }
        ) { $0.state.entry?.cursor == 7 },
        make("entry.erase", { entry($0) }) { $0.state.entry?.text == "one tw" },
        make(
            "entry.delete",
            {
                entry($0); $0.press("home")
            }
        ) { $0.state.entry?.text == "ne two" },
        make("entry.eraseWord", { entry($0) }) { $0.state.entry?.text == "one " },
        make("entry.eraseLine", { entry($0) }) { $0.state.entry?.text == "" },
    ]
}
