import AudioFiles
import Corpus
import Evaluation
import Foundation
import Listener
import Music
import Signal
import Synchronization
import Testing

struct RobustnessReportTests {
    /// Hears another tempo and key in what has another sampling rate.
    private final class Fickle: VocalListening {
        let answers: @Sendable (Double) -> (tempo: Double, key: Int)?
        let rates = Mutex<[Double]>([])

        init(_ answers: @escaping @Sendable (Double) -> (tempo: Double, key: Int)?) { self.answers = answers }

        func listen(to vocal: AudioBuffer, constraints: ListeningConstraints) throws -> Heard {
            rates.withLock { $0.append(vocal.sampleRate) }
            guard let (tempo, key) = answers(vocal.sampleRate) else { throw ListenerError.nothingSung }
            return Parrot.heard(
                beats: (0..<9).map { Double($0) * 60 / tempo }, downbeats: [0], key: Key(index: key))
        }

        func listen(to vocal: AudioBuffer, playing sheet: LeadSheet) throws -> Heard {
            try listen(to: vocal, constraints: .init())
        }
    }

    private func report(
        _ routes: [VoiceRoute] = [.original, .flac, .telephone, .room],
        _ answers: @escaping @Sendable (Double) -> (tempo: Double, key: Int)?
    ) throws -> RobustnessReport {
        let pairs = try TinyPairs([("a_1", "01", TinyPairs.truth)])
        return try RobustnessReport(
            pairs.folder.appendingPathComponent("a_1.vocal.flac"), listener: Fickle(answers), routes: routes)
    }

    @Test func onePercentIsOneTempo() throws {
        let same = try report { (tempo: $0 == 8_000 ? 100.9 : 100, key: 3) }
        #expect(same.isOneTempo && same.isOneKey && same.hearings.count == 4)
        #expect(same.hearings.map { ($0.tempo ?? 0).rounded() } == [100, 100, 101, 100])
        let other = try report { (tempo: $0 == 8_000 ? 101.1 : 100, key: $0 == 8_000 ? 4 : 3) }
        #expect(!other.isOneTempo && !other.isOneKey)
        #expect(other.table.contains("more than one tempo, more than one key") && other.table.contains("8 kHz"))
    }

    @Test func whoHearsNothingHearsAnotherSong() throws {
        let deaf = try report { $0 == 8_000 ? nil : (tempo: 100, key: 3) }
        #expect(!deaf.isOneTempo && !deaf.isOneKey && deaf.hearings[2].failure != nil)
    }

    /// A voice keeps its length and its pitch on every way, and only the room's is louder between its tones.
    @Test(arguments: VoiceRoute.allCases)
    func voicesComeThrough(route: VoiceRoute) throws {
        let rate = 24_000.0
        let voice = AudioBuffer(
            sampleRate: rate,
            mono: (0..<Int(4 * rate)).map { index in
                let seconds = Double(index) / rate
                return seconds.truncatingRemainder(dividingBy: 1) < 0.5 ? 0.3 * Float(sin(2 * .pi * 330 * seconds)) : 0
            })
        let carried: AudioBuffer
        do { carried = try route.carry(voice) } catch VoiceRouteError.noProgram { return }
        #expect(abs(carried.duration - 4) < 0.05)
        let samples = try Resampler.resample(carried, to: rate).mono()
        let track = PitchTracker().track(samples)
        let sung = track.hertz.filter { $0 > 0 }.sorted()
        #expect(abs(try #require(sung.isEmpty ? nil : sung[sung.count / 2]) - 330) < 2)
        // a quarter of a second after a tone
        let rest = samples[Int(0.75 * rate)..<Int(0.95 * rate)].map(abs).max() ?? 0
        #expect(route == .room ? rest > 1e-3 && rest < 0.1 : rest < 1e-2)
    }
}
