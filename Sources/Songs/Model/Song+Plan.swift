import Foundation
import Recipes
import Signal

extension Song {
    /// Hertz; that of the vocal.
    public var sampleRate: Double { vocal?.sampleRate ?? Self.usualRate }

    /// Of a song that has no vocal yet.
    static let usualRate = 48_000.0

    /// What is played and exported: the vocal, then the stems of what is auditioned, each on its strip, and the guides. Loudness is
    /// matched so that every take stands beside the vocal as its recipe's balance says; all stems of a take are moved
    /// alike. A take begins where it says and is cut at the song's ends, which its own
    /// pre-roll and tail move.
    /// - Parameters:
    ///   - vocal: nil while there is none.
    ///   - stems: of the auditioned take by name, at any one rate; a stem that is missing stays silent.
    ///   - guides: by kind, at any rate, from the song's beginning; one that is missing stays silent.
    ///   - rate: hertz of the plan; the song's own unless given. What has another rate is resampled.
    /// - Throws: `ResamplerError`.
    public func plan(
        audition: Audition, vocal audio: AudioBuffer?, stems: [String: AudioBuffer] = [:],
        guides sounds: [GuidePart.Kind: AudioBuffer] = [:], at rate: Double? = nil
    ) throws -> MixPlan {
        let rate = rate ?? audio?.sampleRate ?? sampleRate
        var tracks: [MixPlan.Track] = []
        if let audio {
            tracks.append(
                .init(
                    name: MixerSettings.vocal, audio: try Self.fitted(audio, rate),
                    strip: mixer[MixerSettings.vocal]))
        }
        if case .take(let id) = audition, let take = self[take: id] {
            let channels = take.stems.compactMap { stems[$0.name]?.channelCount }.max() ?? 1
            let trim = trim(of: take, vocalChannels: audio?.channelCount ?? 1, takeChannels: channels)
            for stem in take.stems {
                guard let sound = stems[stem.name] else { continue }
                tracks.append(
                    .init(
                        name: stem.name, audio: try Self.fitted(sound, rate),
                        start: Int((take.start * rate).rounded()), trim: trim, strip: mixer[stem.name]))
            }
        }
        for guide in guides {
            guard let sound = sounds[guide.kind] else { continue }
            let trim = trim(
                of: guide, vocalChannels: audio?.channelCount ?? 1, guideChannels: sound.channelCount)
            tracks.append(
                .init(name: guide.strip, audio: try Self.fitted(sound, rate), trim: trim, strip: mixer[guide.strip]))
        }
        let sung = tracks.first { $0.name == MixerSettings.vocal }?.audio.frameCount
        let all = tracks.map { $0.start + $0.audio.frameCount }.max() ?? 0
        var (first, end) = (0, sung ?? all)
        if case .take(let id) = audition, let recipe = self[take: id]?.recipe {
            if recipe.preRoll ?? 0 > 0 { first = min(tracks.map(\.start).min() ?? 0, 0) }
            if recipe.tail ?? 0 > 0 { end = max(end, all) }
        }
        return MixPlan(
            sampleRate: rate, firstFrame: first, frameCount: max(end, 0), tracks: tracks, master: mixer.master)
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
        let sung = (vocal?.loudness ?? Mix.fallbackLoudness) + heard(vocalChannels)
        return sung + balance - loudness - heard(channels)
    }

    /// Loudness that notes struck with medium force are taken to have, LUFS: between a line and chords.
    private static let keysLoudness = -30.0

    /// Loudness of a guide relative to the vocal, LU.
    static let guideBalance = -6.0

    /// dB: the same sound from two channels has twice the power.
    private static let bothSides = 10 * log10(2.0)

    private static func fitted(_ audio: AudioBuffer, _ rate: Double) throws -> AudioBuffer {
        let narrow = audio.channelCount <= 2 ? audio : AudioBuffer(sampleRate: audio.sampleRate, mono: audio.mono())
        return narrow.sampleRate == rate ? narrow : try Resampler.resample(narrow, to: rate)
    }
}
