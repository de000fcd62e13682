import FastSAG
import Foundation
import Generation
import Listener
import Music
import Recipes
import Signal
import Testing

/// Takes in the tuning of the voice, on a tiny model. The fixed listener hears the same in every vocal.
@Suite struct TunedTakeTests {
    private static let names = ["drums", "bass", "harmony"]

    private func recipe(_ cents: Double?, seed: UInt64 = 1, stems: Bool? = nil) -> Recipe {
        Recipe(steps: 2, guidance: 2, seed: seed, constraints: .init(tuning: cents), stems: stems)
    }

    private func make(
        _ vocal: AudioBuffer, _ recipe: Recipe, parent: Accompaniment? = nil,
        sections: ([String: AudioBuffer]) throws -> Void = { _ in }
    ) throws -> Accompaniment {
        try TinyGenerator.splitting().generate(
            for: TakeOrder(
                vocal: vocal, recipe: recipe,
                given: parent.map { Given($0.stems, start: $0.take.start, keptBy: recipe) }),
            progress: { _ in }, sections: { stems, _ in try sections(stems) })
    }

    /// Hears on a tape what the fixed listener hears in what was recorded on it.
    private struct TapeListener: EvidenceListening {
        let ratio: Double
        let digest: String? = nil

        func evidence(
            in tape: AudioBuffer, relativeTo cents: Double?, known: VocalEvidence?
        ) throws -> VocalEvidence {
            let vocal = AudioBuffer(sampleRate: tape.sampleRate * ratio, channels: tape.channels)
            let heard = try FixedListener().listen(to: vocal, constraints: .init()).scaled(by: ratio)
            return VocalEvidence(pitch: heard.pitch, notes: [], onsets: heard.onsets, duration: tape.duration)
        }

        func read(_ evidence: VocalEvidence, constraints: ListeningConstraints) throws -> Heard {
            throw ListenerError.nothingSung
        }
    }

    /// What the band plays is what it plays to the same voice at 440 Hz, on a tape that runs at another speed.
    @Test(arguments: [-45.0, -15, 35]) func theBandIsAsOnATape(cents: Double) throws {
        let vocal = TinyGenerator.vocal(4, rate: 44_100)
        let ratio = exp2(cents / 1200)
        let heard = try FixedListener().listen(to: vocal, constraints: .init()).leadSheet
        let tuned = try make(vocal, recipe(cents))
        var own = recipe(nil)
        own.leadSheet = heard.scaled(by: ratio)
        let tape = try TinyGenerator.splitting().take(
            of: AudioBuffer(sampleRate: 44_100 / ratio, channels: vocal.channels), recipe: own,
            hearing: VocalHearing(TapeListener(ratio: ratio))
        ) { _ in }
        let wanted = try Resampler(from: 24_000 * ratio, to: 24_000).resample(tape.audio.mono())
        let sound = tuned.audio.mono()
        #expect(sound.count == 96_000)
        // the end of the tape is cut a little differently
        let distance = zip(sound.dropLast(500), wanted).map { abs($0 - $1) }.max() ?? 1
        #expect(distance < 1e-5, "\(distance)")
        #expect(sound.suffix(200).contains { abs($0) > 1e-4 })
        #expect(tuned.heard.leadSheet.beats == heard.beats && tuned.heard.leadSheet.chords == heard.chords)
        #expect(tuned.heard.leadSheet.tuning == Tuning(cents: cents))
    }

    /// 3 cents nobody hears: the same samples as at 440 Hz.
    @Test func nearlyIn440IsIn440() throws {
        let vocal = TinyGenerator.vocal(1.5)
        let plain = try make(vocal, recipe(nil))
        for cents in [0, 2.9, -2.9] { #expect(try make(vocal, recipe(cents)).audio == plain.audio, "\(cents)") }
        #expect(try make(vocal, recipe(-3.1)).audio != plain.audio)
    }

    /// A sheet that is given says the tuning; where it does not, the singer does.
    @Test func theTuningComesFromTheSheetOrTheSinger() throws {
        let vocal = TinyGenerator.vocal(1.5)
        let said = try make(vocal, recipe(-30))
        var own = recipe(20)
        own.leadSheet = try FixedListener().listen(to: vocal, constraints: .init()).leadSheet
        own.leadSheet?.tuning = Tuning(cents: -30, confidence: 0.4)
        let given = try make(vocal, own)
        #expect(given.audio == said.audio && given.heard.leadSheet == own.leadSheet)
        own.leadSheet?.tuning = .standard
        #expect(try make(vocal, own).audio == make(vocal, recipe(nil)).audio)
        own.leadSheet?.tuning = nil
        let filled = try make(vocal, own)
        #expect(try filled.audio == make(vocal, recipe(20)).audio && filled.heard.leadSheet.tuning?.cents == 20)
    }

    @Test(arguments: [(-50.0, 1.0, 24_000.0), (50, 1.0, 44_100), (-23.7, 2.37, 44_100), (41.3, 0.4, 48_000)])
    func theTakeIsAsLongAsTheVocal(cents: Double, seconds: Double, rate: Double) throws {
        let vocal = TinyGenerator.vocal(seconds, rate: rate)
        for stems in [nil, true] {
            let made = try make(vocal, recipe(cents, stems: stems))
            for part in made.stems.values {
                #expect(part.frameCount == Int((vocal.duration * 24_000).rounded(.up)))
                #expect(part.channels[0].allSatisfy { $0.isFinite })
            }
        }
    }

    /// What was handed over never changes, and the stems are the band.
    @Test(arguments: [-45.0, 45]) func sectionsAreTheTake(cents: Double) throws {
        let vocal = TinyGenerator.vocal(25)
        let whole = try make(vocal, recipe(cents))
        var handed: [[String: AudioBuffer]] = []
        let made = try make(vocal, recipe(cents, stems: true)) { handed.append($0) }
        #expect(handed.count > made.joins.count && handed.count > 1)
        #expect(zip(made.audio.mono(), whole.audio.mono()).allSatisfy { abs($0 - $1) < 1e-5 })
        for name in Self.names {
            #expect(handed.flatMap { $0[name]?.mono() ?? [] } == made.stems[name]?.mono(), "\(name)")
        }
        // sections are those of the band's time
        #expect(abs(made.joins[0] - 748 * 256 / 24_000 / exp2(cents / 1200)) < 1e-9)
    }

    /// Outside of the range every sample of every stem is the parent's, whether the parent is in stems or one band.
    @Test(arguments: [5.0..<6.5, 0..<1, 8..<12]) func aRerollKeepsTheRest(range: Range<Double>) throws {
        let vocal = TinyGenerator.vocal(9)
        for stems in [nil, true] {
            let parent = try make(vocal, recipe(-40, stems: stems))
            var again = recipe(-40, seed: 2, stems: stems)
            again.reroll = range
            let made = try make(vocal, again, parent: parent)
            #expect(Set(made.stems.keys) == Set(parent.stems.keys))
            for (name, part) in parent.stems {
                let (old, new) = (part.mono(), try #require(made.stems[name]).mono())
                let changed = new.indices.filter { new[$0] != old[$0] }
                #expect(changed.count > 10_000 && new.count == old.count)
                for index in changed {
                    #expect(range.widened(by: 0.021).contains(Double(index) / 24_000), "\(name)")
                }
            }
            #expect(try make(vocal, again, parent: parent).audio == made.audio)
        }
    }

    /// Before the range the sound that is made anew goes on from the parent's: it lies where that lies, in its tuning.
    @Test func aRerollLiesInTime() throws {
        let vocal = TinyGenerator.vocal(6)
        let parent = try make(vocal, recipe(-45))
        var again = recipe(-45, seed: 2)
        again.reroll = 2..<4
        let made = try make(vocal, again, parent: parent)
        let (old, new) = (parent.audio.mono(), made.audio.mono())
        let fade = 47_520..<47_760
        let change = fade.reduce(0) { $0 + pow(old[$1] - new[$1], 2) }
        let power = fade.reduce(0) { $0 + pow(old[$1], 2) }
        #expect(change > 0 && change < 0.05 * power, "\(change / power)")
    }

    /// Pre-roll and tail, and a re-roll of a take that has them.
    @Test func edgesAreInTuneToo() throws {
        let vocal = TinyGenerator.vocal(4)
        var edged = recipe(30)
        (edged.preRoll, edged.tail) = (1, 1)
        let plain = try make(vocal, recipe(30))
        let made = try make(vocal, edged)
        let lead = -made.take.start
        #expect(lead >= 2 && lead < 2.03 && made.tail == 2 && plain.take.start == 0)
        #expect(made.audio.frameCount == Int((lead * 24_000).rounded()) + 144_000)
        #expect(made.heard.leadSheet.beats.first == -2 && made.heard.leadSheet.beats.last == 6)
        edged.reroll = 0.5 - lead..<1.5 - lead
        edged.seed = 5
        let again = try make(vocal, edged, parent: made)
        #expect(again.take.start == made.take.start && again.audio.frameCount == made.audio.frameCount)
        let (old, new) = (made.audio.mono(), again.audio.mono())
        #expect(old[..<11_500] == new[..<11_500] && old[36_500...] == new[36_500...])
        #expect(old[12_000..<36_000] != new[12_000..<36_000])
    }

    /// A variation starts from what its parent plays, in the parent's place.
    @Test func aFaintVariationIsNearItsParent() throws {
        let vocal = TinyGenerator.vocal(4)
        let parent = try make(vocal, recipe(-45))
        var near = recipe(-45, seed: 3)
        (near.steps, near.variation) = (8, 0.1)
        var far = near
        far.variation = 0.9
        func distance(_ made: Accompaniment) -> Float {
            let (a, b) = (
                MelFrontEnd().logMel(made.audio.mono()).values, MelFrontEnd().logMel(parent.audio.mono()).values
            )
            return zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) } / Float(a.count)
        }
        let one = distance(try make(vocal, near, parent: parent))
        let other = distance(try make(vocal, far, parent: parent))
        #expect(one < 0.7 * other, "\(one) \(other)")
    }

    @Test(arguments: [Tuning.range.upperBound + 1, -1e300, .nan, .infinity])
    func anotherKeyIsNoTuning(cents: Double) throws {
        #expect(throws: RecipeError.self) { try recipe(cents).validate() }
        var own = recipe(nil)
        own.leadSheet = LeadSheet(
            beats: [0, 1], downbeats: [0], meter: 4, key: Key(index: 0), chords: [], tuning: Tuning(cents: cents))
        #expect(throws: RecipeError.self) { try make(TinyGenerator.vocal(1), own) }
    }
}

extension Range<Double> {
    fileprivate func widened(by seconds: Double) -> Range { lowerBound - seconds..<upperBound + seconds }
}
