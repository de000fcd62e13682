import Foundation
import Recipes
import Signal

extension Song {
    /// Hertz; that of the vocal.
    public var sampleRate: Double { vocal?.sampleRate ?? Self.usualRate }

    /// Of a song that has no vocal yet.
    static let usualRate = 48_000.0

    /// What is played and exported: the vocal, then the lanes in their order, each on its strip: the stems of the take
    /// that is active in it, or what its instrument has played. Loudness is matched so that every take stands beside the
    /// vocal as its recipe's balance says; all stems of a take are moved alike. A take begins where it says and is cut at
    /// the song's ends, which the pre-rolls, tails and extensions of those that sound move.
    /// - Parameters:
    ///   - vocal: nil while there is none.
    ///   - takes: stems by name, of active takes by their identifiers, each at any one rate; what is missing stays silent.
    ///   - parts: what instruments have played by lane, at any rate, from the song's beginning; likewise.
    ///   - rate: hertz of the plan; the song's own unless given. What has another rate is resampled.
    /// - Throws: `ResamplerError`.
    public func plan(
        vocal audio: AudioBuffer?, takes sounds: [Int: [String: AudioBuffer]] = [:], parts: [Int: AudioBuffer] = [:],
        at rate: Double? = nil
    ) throws -> MixPlan {
        try plan(
            vocal: audio, sections: sounds.mapValues { $0.mapValues { SectionedAudio($0.narrow()) } }, parts: parts,
            at: rate)
    }

    /// The same of takes some of which still grow: of their sections nothing is copied.
    /// - Precondition: stems are mono or stereo.
    public func plan(
        vocal audio: AudioBuffer?, sections sounds: [Int: [String: SectionedAudio]], parts: [Int: AudioBuffer],
        at rate: Double? = nil
    ) throws -> MixPlan {
        let rate = rate ?? audio?.sampleRate ?? sampleRate
        let vocalChannels = audio?.channelCount ?? 1
        var tracks: [MixPlan.Track] = []
        for lane in lanes {
            switch lane.player {
            case .recording:
                guard let audio else { continue }
                tracks.append(
                    .init(
                        StripID(lane: lane.id), name: lane.name, audio: try Self.fitted(audio, rate), strip: lane.strip)
                )
            case .system:
                guard let take = lane.activeTake, let stems = sounds[take.id] else { continue }
                tracks += try self.tracks(of: take, in: lane, stems, vocalChannels: vocalChannels, rate)
            case .instrument:
                guard let guide = lane.guide, let sound = parts[lane.id] else { continue }
                let trim = trim(of: guide, vocalChannels: vocalChannels, guideChannels: sound.channelCount)
                tracks.append(
                    .init(
                        StripID(lane: lane.id), name: lane.name, audio: try Self.fitted(sound, rate), trim: trim,
                        strip: lane.strip))
            }
        }
        let sung = tracks.first { $0.id.lane == Lane.vocal }?.audio.frameCount
        let all = tracks.map { $0.start + $0.audio.frameCount }.max() ?? 0
        var (first, end) = (0, sung ?? all)
        let recipes = lanes.compactMap { $0.activeTake?.recipe }
        if recipes.contains(where: \.reachesBefore) { first = min(tracks.map(\.start).min() ?? 0, 0) }
        if recipes.contains(where: \.reachesAfter) { end = max(end, all) }
        return MixPlan(sampleRate: rate, firstFrame: first, frameCount: max(end, 0), tracks: tracks, master: master)
    }

    private func tracks(
        of take: Take, in lane: Lane, _ stems: [String: SectionedAudio], vocalChannels: Int, _ rate: Double
    ) throws -> [MixPlan.Track] {
        let channels = take.stems.compactMap { stems[$0.name]?.channelCount }.max() ?? 1
        let trim = trim(of: take, vocalChannels: vocalChannels, takeChannels: channels)
        return try take.stems.compactMap { stem in
            guard let sound = stems[stem.name] else { return nil }
            let id = StripID(lane: lane.id, stem: take.stems.count > 1 ? stem.name : nil)
            let fitted =
                try sound.sampleRate == rate ? sound : SectionedAudio(Resampler.resample(sound.joined, to: rate))
            return .init(
                id, name: name(of: id), sections: fitted, start: Int((take.start * rate).rounded()), trim: trim,
                strip: lane.strip(of: stem.name, in: take))
        }
    }

    /// What a strip is called: as its lane; a stem as itself, with its lane where a system plays in several.
    public func name(of strip: StripID) -> String {
        let lane = self[lane: strip.lane]?.name ?? ""
        guard let stem = strip.stem else { return lane }
        let isAlone = systemLanes.count == 1 && !lanes.contains { $0.id != strip.lane && $0.name == stem }
        return isAlone ? stem : "\(lane) \(stem)"
    }

    /// dB that bring a take to its balance beside the vocal; a vocal that can't be measured counts as a usual one, and a
    /// take that can't be stays as it is. Mono sounds come from both sides, which makes them louder than their files.
    func trim(of take: Take, vocalChannels: Int, takeChannels: Int) -> Double {
        trim(take.loudness, channels: takeChannels, balance: take.recipe.balance, vocalChannels: vocalChannels)
    }

    /// dB that bring a guide to where it is heard beside the vocal and does not cover it. What was played by hand keeps
    /// the loudness that it was played with.
    func trim(of guide: GuidePart, vocalChannels: Int, guideChannels: Int) -> Double {
        if guide.kind == .played { return keysTrim(vocalChannels: vocalChannels) }
        return trim(guide.loudness, channels: guideChannels, balance: Self.guideBalance, vocalChannels: vocalChannels)
    }

    /// dB that bring mono notes of an instrument beside the vocal, however loud each of them is struck.
    public func keysTrim(vocalChannels: Int) -> Double {
        trim(Self.keysLoudness, channels: 1, balance: Self.guideBalance, vocalChannels: vocalChannels)
    }

    private func trim(_ loudness: Double?, channels: Int, balance: Double, vocalChannels: Int) -> Double {
        guard let loudness else { return 0 }
        func heard(_ channels: Int) -> Double { channels == 1 ? Self.bothSides : 0 }
        let sung = (vocal?.loudness ?? Self.usualLoudness) + heard(vocalChannels)
        return sung + balance - loudness - heard(channels)
    }

    /// Loudness that a vocal without a measurable one is taken to have, LUFS.
    static let usualLoudness = -23.0
    /// Loudness that notes struck with medium force are taken to have, LUFS: between a line and chords.
    private static let keysLoudness = -30.0

    /// Loudness of a guide relative to the vocal, LU.
    static let guideBalance = -6.0

    /// dB: the same sound from two channels has twice the power.
    private static let bothSides = 10 * log10(2.0)

    private static func fitted(_ audio: AudioBuffer, _ rate: Double) throws -> AudioBuffer {
        let narrow = audio.narrow()
        return narrow.sampleRate == rate ? narrow : try Resampler.resample(narrow, to: rate)
    }
}

extension Lane {
    /// What a stem of a take is heard with: its own setting on the lane's strip.
    public func strip(of stem: String, in take: Take) -> StripSettings {
        let isSoleSolo = take.stems.contains { stems[$0.name]?.isSoloed ?? false }
        return strip.holding(stems[stem] ?? StripSettings(), isSoleSolo: isSoleSolo)
    }
}
