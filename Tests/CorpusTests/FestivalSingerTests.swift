import Corpus
import Foundation
import Music
import Signal
import Testing

@Suite("Festival singer")
struct FestivalSingerTests {
    @Test(
        "Recorded diphones sing the notes: vowels where they begin, at the pitch that is told",
        .enabled(if: !FestivalSinger.installed.isEmpty), arguments: SingerVoice.Kind.allCases)
    func notes(kind: SingerVoice.Kind) throws {
        var generator = SeededGenerator(seed: 4)
        var voice = SingerVoice(kind: kind, drawnBy: &generator)
        (voice.intonationError, voice.habits) = (0, .plain)
        var singer = try #require(FestivalSinger(kind: kind, drawnBy: &generator))
        (singer.drift, singer.vibratoDepth) = (0, 0)
        let melody = (0..<10).map { index in
            Note(start: 0.5 + Double(index) * 0.7, duration: 0.6, pitch: voice.center - 5 + index % 4)
        }
        let sung = try #require(singer.perform(melody, seconds: 8, voice: voice, generator: generator))
        #expect(sung.audio.frameCount == 192_000 && sung.hertz.count == 750)
        #expect(sung.notes.count == melody.count)
        let errors = zip(sung.notes, melody).map { abs($0.start - $1.start) }
        #expect(errors.sorted()[errors.count / 2] < 0.03 && (errors.max() ?? 1) < 0.15)
        let samples = sung.audio.channels[0]
        for note in sung.notes {
            // The told pitch is there: a period later the wave is nearly the same.
            let frame = Int((note.start + note.duration * 0.4) * 24_000)
            let told = Double(sung.hertz[frame / 256])
            let wanted = 440 * exp2(Double(note.pitch - 69) / 12)
            guard told > 0 else { continue }
            #expect(abs(1200 * log2(told / wanted)) < 5)
            func correlation(_ period: Double) -> Float {
                let lag = Int((24_000 / period).rounded())
                var (product, early, late): (Float, Float, Float) = (0, 0, 0)
                for index in frame..<frame + 2 * lag where index + lag < samples.count {
                    product += samples[index] * samples[index + lag]
                    early += samples[index] * samples[index]
                    late += samples[index + lag] * samples[index + lag]
                }
                return product / max((early * late).squareRoot(), 1e-9)
            }
            #expect(correlation(told) > 0.5)
        }
    }
}
