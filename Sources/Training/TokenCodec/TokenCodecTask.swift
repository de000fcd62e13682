import Codecs
import Conditions
import Corpus
import Foundation
import Music
import Networks
import Signal
import StemGen
import Tensors

/// The token codec on single stems, vocals, submixes and whole mixes at varied levels.
public final class TokenCodecTask: TrainingTask {
    public let parameters: ParameterStore
    public let opponent: ParameterStore?
    public let metadata: [String: String]
    private let codec: TokenCodec
    private let discriminator: PatchDiscriminator?
    private let run: TokenCodecRun
    private let songs: [StemSong]
    private let validation: [(kind: String, mel: Spectrogram)]
    private let frontEnd = MelFrontEnd()
    private let device: Device

    private var samples: Int { run.frames * frontEnd.hop }

    /// - Throws: `CorpusError.notForTraining` when a validation song is among the training songs;
    ///   `TrainingError.songsTooShort`.
    public init(_ run: TokenCodecRun, training: [StemSong], validation: [StemSong], device: Device) throws {
        for song in training { try song.entry.symbols.requireTraining() }
        let samples = run.frames * MelFrontEnd().hop
        self.run = run
        self.device = device
        let songs = training.filter { $0.count > samples }
        self.songs = songs
        let measured = validation.filter { $0.count > samples }
        for (split, list) in [("training", songs), ("validation", measured)] where list.isEmpty {
            throw TrainingError.songsTooShort(split: split, needed: "\(run.frames) Mel frames")
        }
        self.validation = Self.measured(measured, samples: samples)
        // of examples as training has them, from a stream that no step has
        var generator = SeededGenerator(seed: run.training.seed, stream: .max)
        let places = (0..<Self.statisticsExamples).map { _ in
            Self.example(songs, samples: samples, level: run.level, players: Self.players(run), &generator)
        }
        let rows = Self.mels(places.map(\.samples)).flatMap { mel in
            stride(from: 0, to: mel.frames, by: 8).map { frame in
                ArraySlice(
                    mel.values[(frame * mel.bands)..<((frame + 1) * mel.bands)].map { max($0, MelFrontEnd.logFloor) })
            }
        }
        parameters = try ParameterStore(seed: run.training.seed, device: device)
        var sizes = run.model
        if run.voicing != nil { (sizes.conditions, sizes.pitches) = (StemVoicing.count, StemVoicing.pitches) }
        codec = TokenCodec(parameters.root, sizes, mel: FeatureMoments(of: rows, width: run.model.bands))
        if let patches = run.patches {
            // another seed, so that it doesn't begin with the model's numbers
            let store = try ParameterStore(seed: run.training.seed &+ 1, device: device)
            opponent = store
            discriminator = PatchDiscriminator(store.root, channels: patches.channels)
        } else {
            opponent = nil
            discriminator = nil
        }
        metadata = ["configuration": try jsonText(sizes)]
    }

    private static let statisticsExamples = 384

    // MARK: Examples

    /// Sound, and where it is one player's: whose and from where.
    private struct Example {
        var samples: [Float]
        var player: (family: InstrumentFamily, song: StemSong, start: Int)?
    }

    /// Share of the examples that are single players.
    private static func players(_ run: TokenCodecRun) -> Double { run.voicing?.players ?? 0.6 }

    /// One stem, the vocal, some players together or all of them, as loud as usual give or take; never silence.
    private static func example(
        _ songs: [StemSong], samples: Int, level: Double, players share: Double, _ generator: inout SeededGenerator
    ) -> Example {
        var mix: [Float] = []
        var player: (family: InstrumentFamily, song: StemSong, start: Int)?
        // rests are common: a silent stretch is drawn anew, but not for ever
        for _ in 0..<8 {
            let song = songs[generator.uniform(in: 0..<songs.count)]
            let start = generator.uniform(in: 0..<(song.count - samples))
            let range = start..<(start + samples)
            let families = song.families
            let kind = generator.uniform()
            var players: [StemTrack] = []
            player = nil
            if kind < share, !families.isEmpty {
                let family = families[generator.uniform(in: 0..<families.count)]
                players = [family].compactMap { song.parts[$0] }
                player = (family, song, start)
            } else if kind < share + (1 - share) * 0.375 {
                players = [song.vocal]
            } else {
                players = ([song.vocal] + families.compactMap { song.parts[$0] }).filter { _ in
                    generator.uniform() < 0.6
                }
            }
            let gains = players.map { _ in Float(pow(10, generator.normal(standardDeviation: level) / 20)) }
            mix = [Float](repeating: 0, count: samples)
            for (player, gain) in zip(players, gains) {
                for (index, value) in player.stretch(range).enumerated() { mix[index] += gain * value }
            }
            if !StemLevel.isSilent(mix) { break }
        }
        return Example(samples: mix, player: player)
    }

    /// What the decoder is told of examples, (B, tokens, StemVoicing.count), and which pitches sound in them, (B, tokens,
    /// pitches), with 1 where that is known (B, 1, 1).
    private func voicing(
        _ examples: [Example], _ recipe: TokenCodecRun.Voicing, _ generator: inout SeededGenerator
    ) -> (conditions: Tensor, pitches: Tensor, isKnown: Tensor) {
        let tokens = run.frames / TokenCodec.stride
        let wanted = StemVoicing.pitches
        var sheet: [Float] = []
        var given: [Set<StemSource>] = []
        var rolls: [Float] = []
        var known: [Float] = []
        for example in examples {
            let isWithheld = (
                chords: generator.uniform() < recipe.withholdChords, player: generator.uniform() < recipe.withholdPlayer
            )
            var features = ConditionFeatures(frameCount: run.frames)
            var sources: Set<StemSource> = []
            var roll = [Float](repeating: 0, count: tokens * wanted.count)
            var isKnown: Float = 0
            if let (family, song, start) = example.player {
                let seconds = Double(start) / frontEnd.sampleRate
                features.setChords(song.entry.symbols.leadSheet.shifted(by: -seconds).chords)
                if !isWithheld.chords { sources.insert(.chords) }
                if !isWithheld.player { sources.insert(.instrument) }
                if family != .drums, let notes = song.notes[family] {
                    roll = PianoRoll(notes, frameCount: run.frames, from: seconds)
                        .activity(of: wanted, stride: TokenCodec.stride)
                    isKnown = 1
                }
            }
            sheet += StemSheet.values(of: features)
            given.append(sources)
            rolls += roll
            known.append(isKnown)
        }
        let count = examples.count
        let input = StemInput(
            context: Tensor.zeros([count, tokens, 1], device: device),
            sheet: Tensor(sheet, shape: [count, tokens, StemSheet.count], device: device),
            instruments: examples.map { $0.player?.family ?? .lead }, given: given)
        return (
            StemVoicing.conditions(input), Tensor(rolls, shape: [count, tokens, wanted.count], device: device),
            Tensor(known, shape: [count, 1, 1], device: device)
        )
    }

    /// Codes of which some examples have a share of another example's, the same places at every level.
    private func noisy(
        _ codes: [Tensor], _ voicing: TokenCodecRun.Voicing, _ generator: inout SeededGenerator
    ) -> [Tensor] {
        let (count, tokens) = (codes[0].size(0), codes[0].size(1))
        let flags = (0..<count).flatMap { _ -> [Float] in
            let share = generator.uniform() < voicing.noisy ? voicing.noise : 0
            return (0..<tokens).map { _ in generator.uniform() < share ? 1 : 0 }
        }
        let places = Tensor(flags, shape: [count, tokens], device: device).isGreater(than: 0.5)
        let order = Tensor((0..<count).map { ($0 + 1) % count }, shape: [count], device: device)
        return codes.map { $0.replaced(by: $0.selecting(order, dimension: 0), where: places) }
    }

    private static func mels(_ examples: [[Float]]) -> [Spectrogram] {
        let frontEnd = MelFrontEnd()
        return sideBySide(examples.count) { frontEnd.logMel(examples[$0]) }
    }

    private func tensor(_ mels: [Spectrogram]) -> Tensor {
        Tensor(mels.flatMap(\.values), shape: [mels.count, run.frames, run.model.bands], device: device)
    }

    /// Of every player of every validation song, and of the whole, the stretch that sounds most.
    private static func measured(_ songs: [StemSong], samples: Int) -> [(kind: String, mel: Spectrogram)] {
        var pieces: [(kind: String, samples: [Float])] = []
        for song in songs {
            let tracks =
                [("vocal", song.vocal)]
                + song.families.compactMap { family in
                    song.parts[family].map { (family.rawValue, $0) }
                }
            for (kind, track) in tracks {
                let starts = stride(from: 0, through: song.count - samples, by: samples)
                let stretches = starts.map { track.stretch($0..<($0 + samples)) }.filter { !StemLevel.isSilent($0) }
                if let middle = stretches.dropFirst(stretches.count / 2).first { pieces.append((kind, middle)) }
            }
            let start = (song.count - samples) / 2
            var mix = [Float](repeating: 0, count: samples)
            for (_, track) in tracks {
                for (index, value) in track.stretch(start..<(start + samples)).enumerated() {
                    mix[index] += 0.5 * value
                }
            }
            pieces.append(("mix", mix))
        }
        return zip(pieces.map(\.kind), mels(pieces.map(\.samples))).map { ($0, $1) }
    }

    // MARK: Loss

    public func loss(step: Int) throws -> BatchLoss {
        var generator = SeededGenerator(seed: run.training.seed, stream: UInt64(step))
        let examples = (0..<run.training.batch).map { _ in
            Self.example(songs, samples: samples, level: run.level, players: Self.players(run), &generator)
        }
        let levels = (0..<run.training.batch).map { _ in
            generator.uniform() < run.dropout
                ? generator.uniform(in: 1..<(run.model.quantizer.levels + 1)) : run.model.quantizer.levels
        }
        let mel = codec.standardised(tensor(Self.mels(examples.map(\.samples))))
        let isFrozen = run.decoderOnly == true
        let latents = Engine.withGradients(!isFrozen) { codec.latents(mel) }
        // what is quantised with the codebooks of before the step trains; then they follow
        var codes = codec.quantizer.encode(latents)
        let voicing = run.voicing.map { recipe -> (conditions: Tensor, pitches: Tensor, isKnown: Tensor) in
            codes = noisy(codes, recipe, &generator)
            return self.voicing(examples, recipe, &generator)
        }
        let quantised = quantised(codes, levels: levels)
        let restarts = try isFrozen ? [0] : codec.quantizer.learn(latents, run.learning, generator: &generator)
        // straight through: the gradient at the decoder's input is the encoder's
        let (made, odds) = codec.decoded(
            isFrozen ? quantised : latents + (quantised - latents).detached(), conditions: voicing?.conditions)
        let distance = (made - mel).abs().mean()
        let squares = made.meanSquaredError(mel)
        let spectral = (Self.compressed(codec.logMel(made)) - Self.compressed(codec.logMel(mel))).abs().mean()
        let commitment = latents.meanSquaredError(quantised.detached())
        var total =
            distance + squares * run.squareWeight + spectral * run.spectralWeight + commitment * run.commitmentWeight
        var parts = [
            ("L1", distance), ("MSE", squares), ("spectral", spectral), ("commitment", commitment),
            ("restarts", Tensor(Float(restarts.reduce(0, +)))),
        ]
        if let voicing, let odds, let weight = run.voicing?.pitchWeight {
            let pitches = Self.pitchLoss(odds, voicing.pitches, isKnown: voicing.isKnown)
            total = total + pitches * weight
            parts.append(("pitches", pitches))
        }
        return BatchLoss(
            total: total, parts: parts,
            seconds: Double(examples.count * samples) / frontEnd.sampleRate, opponent: opponentLoss(made, mel))
    }

    /// Cross entropy of every pitch to sound or not, a token's summed, mean over the examples whose pitches are known.
    private static func pitchLoss(_ odds: Tensor, _ sounding: Tensor, isKnown: Tensor) -> Tensor {
        let entropies = (odds.softplus() - odds * sounding) * isKnown
        return entropies.sum([-1]).mean() / isKnown.mean().clamped(min: 1e-3)
    }

    /// The sum of each example's first levels, (B, T, D).
    private func quantised(_ codes: [Tensor], levels: [Int]) -> Tensor {
        let vectors = codes.enumerated().map { level, codes in
            let isUsed = Tensor(levels.map { $0 > level ? 1 : 0 }, shape: [levels.count, 1, 1], device: device)
            return codec.quantizer.vectors(codes, level: level) * isUsed
        }
        return vectors.dropFirst().reduce(vectors[0], +)
    }

    /// Magnitudes raised to a power at which the loud counts more, but not alone.
    private static func compressed(_ logMel: Tensor) -> Tensor { (logMel * 0.3).exp() }

    private func opponentLoss(_ made: Tensor, _ wanted: Tensor) -> OpponentLoss? {
        guard let discriminator, let weights = run.patches else { return nil }
        let total = AdversarialLoss.discriminators(
            real: [discriminator(wanted)], made: [discriminator(made.detached())])
        return OpponentLoss(total: total) {
            let judged = [discriminator(made)]
            let adversarial = AdversarialLoss.model(made: judged)
            let features = AdversarialLoss.features(real: [discriminator(wanted)], made: judged)
            return (
                adversarial * weights.weight + features * weights.featureWeight,
                [("adversarial", adversarial), ("features", features)]
            )
        }
    }

    // MARK: Validation

    /// Mean distance of the natural-log Mel, the same without quantising and by player, and each codebook's perplexity on
    /// frames that sound.
    public func validate() throws -> [(name: String, value: Double)] {
        var distances: [String: [Double]] = [:]
        var unquantised: [Double] = []
        var used = [[Int]](repeating: [], count: run.model.quantizer.levels)
        for part in stride(from: 0, to: validation.count, by: run.training.batch) {
            let pieces = validation[part..<min(part + run.training.batch, validation.count)]
            let mel = codec.standardised(tensor(pieces.map(\.mel)))
            let latents = codec.latents(mel)
            let codes = codec.quantizer.encode(latents)
            let wanted = codec.logMel(mel)
            func distance(_ latents: Tensor) throws -> [Float] {
                try (codec.logMel(codec.decoded(latents).mel) - wanted).abs().mean([1, 2]).floats()
            }
            unquantised += try distance(latents).map(Double.init)
            for (piece, value) in zip(pieces, try distance(codec.quantizer.decode(codes))) {
                distances[piece.kind, default: []].append(Double(value))
            }
            // the loudest band of two frames tells whether they sound
            let loudest = try wanted.reshaped([pieces.count, run.frames / TokenCodec.stride, -1]).maximum([2]).floats()
            for (level, codes) in codes.enumerated() {
                used[level] += zip(try codes.integers(), loudest).filter { $1 > Self.faint }.map(\.0)
            }
        }
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(max(values.count, 1)) }
        return [("L1", mean(distances.values.flatMap { $0 })), ("unquantised", mean(unquantised))]
            + distances.keys.sorted().map { ($0, mean(distances[$0] ?? [])) }
            + used.enumerated().map {
                (
                    "perplexity \($0.offset + 1)",
                    ResidualVectorQuantizer.perplexity($0.element, of: run.model.quantizer.codes)
                )
            }
    }

    /// Natural log of a Mel magnitude under which nothing is heard.
    private static let faint: Float = -7
}
