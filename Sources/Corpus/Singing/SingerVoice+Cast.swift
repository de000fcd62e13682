import Foundation
import Signal

/// The singers of the corpus.
extension SingerVoice {
    /// 48 voices that differ by construction: every trait of the 22 women, 20 men and 6 children is spread evenly over
    /// its range.
    public static let cast: [SingerVoice] = {
        let kinds: [(kind: Kind, count: Int)] = [(.female, 22), (.male, 20), (.child, 6)]
        let voices = kinds.flatMap { kind, count in
            let cube = LatinHypercube(count: count, seed: 1961 + UInt64(count))
            return (0..<count).map { index in
                var point = cube.point(index)
                return SingerVoice(kind: kind, point: &point)
            }
        }
        return voices.enumerated().map { number, voice in
            var voice = voice
            voice.castNumber = number
            return voice
        }
    }()

    /// Those who sing training songs, and the eight whom only validation hears.
    public static let trainingCast = cast.filter { ($0.castNumber ?? 0) % 6 != 4 }
    public static let heldOutCast = cast.filter { ($0.castNumber ?? 0) % 6 == 4 }

    /// A member of the cast on one of their days.
    /// - Parameter heldOut: one of those whom no training song has.
    public init(heldOut: Bool = false, drawnBy generator: inout SeededGenerator) {
        let cast = heldOut ? Self.heldOutCast : Self.trainingCast
        self = cast[generator.uniform(in: 0..<cast.count)].varied(by: &generator)
    }

    public init(kind: Kind, drawnBy generator: inout SeededGenerator) {
        let cast = Self.trainingCast.filter { $0.kind == kind }
        self = cast[generator.uniform(in: 0..<cast.count)].varied(by: &generator)
    }

    private init(kind: Kind, point: inout LatinHypercube.Point) {
        self.kind = kind
        switch kind {
        case .female:
            center = Int(point.uniform(in: 61..<70))
            tract = point.uniform(in: 1.08..<1.24)
            openQuotient = point.uniform(in: 0.5..<0.78)
        case .male:
            center = Int(point.uniform(in: 46..<60))
            tract = point.uniform(in: 0.9..<1.08)
            openQuotient = point.uniform(in: 0.42..<0.68)
        case .child:
            center = Int(point.uniform(in: 66..<72))
            tract = point.uniform(in: 1.22..<1.38)
            openQuotient = point.uniform(in: 0.55..<0.8)
        }
        let air = point.uniform()
        brightness = 0.05 + 0.95 * pow(point.uniform(), 1.5)
        breathiness = air * air * 0.95 + 0.03
        let ring = point.uniform()
        singersFormant = kind == .child ? 0 : ring * ring
        jitter = 0.0003 * pow(27, point.uniform())
        shimmer = 0.004 * pow(22, point.uniform())
        vibratoRate = point.uniform(in: 4.4..<6.8)
        let vibrato = point.uniform()
        vibratoDepth = vibrato < 0.3 ? 40 * vibrato : 12 + 95 * (vibrato - 0.3)
        vibratoDelay = point.uniform(in: 0.08..<0.5)
        intonationError = point.uniform(in: 4..<32)
        drift = point.uniform(in: 4..<38)
        portamento = point.uniform(in: 0.04..<0.18)
        scooping = point.uniform(in: 0..<0.7)
        articulation = point.uniform(in: 0.35..<1)
        melisma = point.uniform(in: 0.02..<0.25)
        breathing = point.uniform(in: 0.15..<1)
        registers = VoiceRegisters(center: center, point: &point)
        habits = VoiceHabits(point: &point)
    }

    /// The same singer with another microphone technique, mood and tiredness.
    func varied(by generator: inout SeededGenerator) -> SingerVoice {
        func factor(_ spread: Double) -> Double { 1 + min(max(generator.normal(standardDeviation: spread), -0.5), 0.5) }
        func share(_ value: Double, _ spread: Double) -> Double {
            min(max(value + generator.normal(standardDeviation: spread), 0), 1)
        }
        var voice = self
        voice.center += generator.uniform(in: -1..<2)
        voice.tract *= factor(0.01)
        voice.openQuotient = min(max(openQuotient + generator.normal(standardDeviation: 0.02), 0.38), 0.85)
        voice.brightness = share(brightness, 0.06)
        voice.breathiness = share(breathiness, 0.04)
        voice.jitter *= factor(0.15)
        voice.shimmer *= factor(0.15)
        voice.vibratoRate *= factor(0.03)
        voice.vibratoDepth *= factor(0.2)
        voice.intonationError *= factor(0.2)
        voice.drift *= factor(0.2)
        voice.portamento *= factor(0.15)
        voice.scooping = share(scooping, 0.1)
        voice.articulation = share(articulation, 0.06)
        voice.melisma = min(share(melisma, 0.03), 0.35)
        voice.registers.breakPitch += generator.normal(standardDeviation: 0.6)
        voice.habits.flutter *= factor(0.15)
        voice.habits.delay += generator.normal(standardDeviation: 0.005)
        voice.habits.legato = min(max(habits.legato * factor(0.05), 0.6), 1.05)
        return voice
    }
}
