import AudioFiles
import Foundation
import Recipes
import Signal

/// Writes what is heard into files, through the same `MixRenderer` that plays it. All files are made in a folder of their
/// own beside the target first and put in place at the end: cancelled or failed, nothing is left behind and nothing
/// that was there is changed.
///
/// - Mix and accompaniment go through the master limiter if it is on. Stems and the vocal have the master's gain but no
///   limiter: with the limiter off they sum to the mix.
/// - The mixer's mute and solo hold: what they silence is not exported, and the report says so.
/// - At the song's rate, as floating point and at untouched loudness, the mix is the renderer's output bit by bit. Other
///   rates resample each sound before it is mixed, so that the limiter's ceiling holds in the file.
public struct Exporter {
    /// As it is listened to.
    let song: Song
    let names: ExportNames
    let settings: ExportSettings
    private let takeRate: Double?

    /// - Parameter audition: what is exported in place of what sounds now; nil for that.
    /// - Throws: `ExportError` when there is no such take or what is wanted makes no sense.
    public init(_ song: Song, audition: Audition? = nil, settings: ExportSettings) throws {
        try settings.validate()
        if let id = audition?.take, song[take: id] == nil { throw ExportError.noTake(id) }
        self.song = audition.map(song.listening) ?? song
        self.settings = settings
        let takes = self.song.heardTakes
        names = ExportNames(
            song: song, takes: takes.filter { $0.id == audition?.take ?? $0.id },
            fileExtension: settings.format.fileExtension, preset: settings.preset)
        takeRate = takes.first?.sampleRate
        let hasStems = !takes.isEmpty || self.song.guides.contains(where: \.isKept)
        guard hasStems || settings.parts.isDisjoint(with: [.stems, .accompaniment]) else {
            throw ExportError.noStems
        }
    }

    /// - Parameters:
    ///   - takes: stems by name, of takes that are active by their identifiers.
    ///   - parts: what instruments have played, by lane. Lanes that are not kept are left out.
    ///   - record: what a take's own folder keeps as `recipe.json` and inside each sound; nil for what the song tells.
    ///   - records: what stems of takes, by their identifiers, tell in its place.
    ///   - folder: made if it is missing.
    ///   - progress: 0...1; what it throws cancels the export.
    /// - Throws: `ExportError`, `AudioFileError`, `ResamplerError`, `LoudnessError`, and what `progress` throws.
    public func export(
        vocal: AudioBuffer?, takes: [Int: [String: AudioBuffer]] = [:], parts: [Int: AudioBuffer] = [:],
        record: String? = nil, records: [Int: String] = [:], to folder: URL,
        progress: (Double) throws -> Void = { _ in }
    ) throws -> ExportReport {
        try progress(0)
        var plan = try song.kept.plan(vocal: vocal, takes: takes, parts: parts, at: rate(vocal))
        if let ceiling = settings.limiterCeiling { plan.master.limiterCeiling = ceiling }
        let frames = try frames(of: plan)
        let (jobs, silent) = try jobs(plan)
        let target = try LoudnessTarget(settings.loudness, plan: plan, frames: frames) {
            try progress(Self.measuringShare * $0)
        }
        plan.master.gain += target.gain
        let level = settings.preset == .take ? try safeLevel(plan, frames, jobs).gain : 0
        plan.master.gain += level
        let measured = settings.loudness == nil ? 0 : Self.measuringShare

        let staging = try ExportStaging(
            folder, names: jobs.map(\.name), mark: record.map { .init(name: TakeFolder.names.recipe, text: $0) })
        defer { staging.discard() }
        var report = ExportReport(
            files: [], sampleRate: plan.sampleRate, frameCount: frames.count, gain: target.gain + level,
            notices: silent + target.notices)
        for (index, job) in jobs.enumerated() {
            let share = { (done: Double) in
                measured + (1 - measured) * (Double(index) + done) / Double(jobs.count)
            }
            let sung = asSung(job, vocal, frames)
            let audio = try sung ?? render(job, plan, frames) { try progress(share(Self.renderingShare * $0)) }
            let heard = try Loudness(of: audio)
            try progress(share(Self.renderedShare))
            let written = try staging.write(
                audio, job.name, format: sung == nil ? settings.format : .wavFloat, isDithered: settings.isDithered,
                provenance: try ownTake(job).flatMap { records[$0.id] } ?? record ?? provenance(job, plan))
            try progress(share(1))
            report.files.append(
                .init(
                    path: folder.appendingPathComponent(job.name).path, part: job.part, stem: job.stem,
                    clippedSamples: written.clippedSamples, loudness: heard.integrated,
                    truePeak: heard.truePeakDecibels, replacedAnother: staging.replaces(job.name)))
            report.notices += notices(job, written, heard, plan)
        }
        try staging.commit()
        return report
    }

    /// Shares of an export's time, about: measuring first, and rendering and measuring in each file.
    private static let measuringShare = 0.2
    private static let renderingShare = 0.4
    private static let renderedShare = 0.6

    private func render(
        _ job: ExportJob, _ plan: MixPlan, _ frames: Range<Int>, progress: (Double) throws -> Void
    ) throws -> AudioBuffer {
        let audio = try job.plan(plan).render(frames, progress: progress)
        let isMono = plan.tracks.allSatisfy { $0.audio.channelCount == 1 && $0.strip.pan == 0 }
        // both channels are the same then
        guard settings.preset == .take, isMono else { return audio }
        return AudioBuffer(sampleRate: audio.sampleRate, mono: audio.channels[0])
    }

    /// The vocal without any mixer; nil for all other files, and where that is not wanted.
    private func asSung(_ job: ExportJob, _ vocal: AudioBuffer?, _ frames: Range<Int>) -> AudioBuffer? {
        guard settings.preset == .take, job.part == .vocal, let vocal else { return nil }
        // a band may begin before the vocal and end after it
        let channels = vocal.channels.map { channel in frames.map { channel.indices.contains($0) ? channel[$0] : 0 } }
        return AudioBuffer(sampleRate: vocal.sampleRate, channels: channels)
    }

    private func safeLevel(_ plan: MixPlan, _ frames: Range<Int>, _ jobs: [ExportJob]) throws -> SafeLevel {
        func sound(_ part: ExportSettings.Part) throws -> AudioBuffer {
            let tracks = plan.tracks.map(\.id).filter(part.includes)
            return try render(.init(part: part, stem: nil, tracks: tracks, name: ""), plan, frames) { _ in }
        }
        let stems = try jobs.filter { $0.part == .stems }.map { try render($0, plan, frames) { _ in } }
        return try SafeLevel(mix: sound(.mix), others: [sound(.accompaniment)] + stems)
    }

    private func rate(_ vocal: AudioBuffer?) -> Double {
        switch settings.rate {
        case .song: vocal?.sampleRate ?? song.sampleRate
        case .take: takeRate ?? vocal?.sampleRate ?? song.sampleRate
        case .hertz(let rate): rate
        }
    }

    private func frames(of plan: MixPlan) throws -> Range<Int> {
        guard let range = settings.range else {
            guard !plan.frames.isEmpty else { throw ExportError.noVocal }
            return plan.frames
        }
        let first = Int((range.lowerBound * plan.sampleRate).rounded())
        let last = min(Int((range.upperBound * plan.sampleRate).rounded()), plan.frameCount)
        guard first >= plan.firstFrame, first < last else {
            throw ExportError.emptyRange(
                start: Double(plan.firstFrame) / plan.sampleRate, end: Double(plan.frameCount) / plan.sampleRate)
        }
        return first..<last
    }

    /// The files to make, and sentences about what mute and solo leave out.
    private func jobs(_ plan: MixPlan) throws -> (jobs: [ExportJob], silent: [String]) {
        if settings.parts.contains(.vocal), !plan.tracks.contains(where: { $0.id.lane == Lane.vocal }) {
            throw ExportError.noVocal
        }
        let audible = plan.audible.map(\.id)
        var jobs: [ExportJob] = []
        var silent: [String] = []
        for part in ExportSettings.Part.ordered(for: settings.preset) where settings.parts.contains(part) {
            let tracks = plan.tracks.filter { part.includes($0.id) }
            let heard = tracks.filter { audible.contains($0.id) }
            switch part {
            case .stems:
                for track in heard {
                    let name = names.name(part, stem: track.name, besides: jobs.map(\.name))
                    jobs.append(ExportJob(part: part, stem: track.name, tracks: [track.id], name: name))
                }
                silent += tracks.map(\.name).filter { !heard.map(\.name).contains($0) }.sorted().map {
                    "the stem \($0) is silenced in the mixer and was not exported"
                }
            default:
                if heard.isEmpty {
                    silent.append("all of the \(part.rawValue) is silenced in the mixer; it was not exported")
                } else {
                    jobs.append(ExportJob(part: part, stem: nil, tracks: heard.map(\.id), name: names.name(part)))
                }
            }
        }
        guard !jobs.isEmpty else {
            throw ExportError.everythingIsSilent(
                parts: ExportSettings.Part.allCases.filter(settings.parts.contains).map(\.rawValue)
                    .joined(separator: " and "))
        }
        return (jobs, silent)
    }

    private func notices(
        _ job: ExportJob, _ written: AudioWriter.Report, _ heard: Loudness, _ plan: MixPlan
    ) -> [String] {
        let advice =
            plan.master.limiterCeiling == nil || !job.part.isLimited
            ? "; lower the master gain" + (job.part.isLimited ? " or switch the limiter on" : "") : ""
        if written.clippedSamples > 0 {
            return ["\(job.name): \(written.clippedSamples) samples clipped\(advice)"]
        }
        guard let peak = heard.truePeakDecibels, peak > 0 else { return [] }
        return [String(format: "%@ peaks at %+.1f dBTP, over full scale%@", job.name, peak, advice)]
    }

    /// Whose stem a file is; nil for files of all that sounds.
    private func ownTake(_ job: ExportJob) -> Take? {
        job.part == .stems ? job.tracks.first.flatMap { song[lane: $0.lane]?.activeTake } : nil
    }

    private func provenance(_ job: ExportJob, _ plan: MixPlan) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // a stem tells first what it was made with itself
        let own = ownTake(job)
        let takes = [own].compactMap(\.self) + song.heardTakes.filter { $0.id != own?.id }
        let kept = song.guides.filter(\.isKept)
        let strips = Dictionary(plan.tracks.map { ($0.name, $0.strip) }) { first, _ in first }
        let record = ExportProvenance(
            title: song.title, vocal: song.vocal, take: takes.first,
            others: takes.count > 1 ? Array(takes.dropFirst()) : nil,
            guides: kept.isEmpty ? nil : kept, mixer: MixerSettings(strips: strips, master: song.master),
            master: plan.master, settings: settings, part: job.part, stem: job.stem)
        return String(decoding: try encoder.encode(record), as: UTF8.self)
    }
}

/// What stands inside an exported file: enough to make it again.
struct ExportProvenance: Codable {
    var title: String
    var vocal: Song.Vocal?
    /// With its recipe.
    var take: Take?
    /// Those of further lanes; nil without any.
    var others: [Take]?
    /// Those that sound in it; nil without any.
    var guides: [GuidePart]?
    var mixer: MixerSettings
    /// As it was for this file: with the gain of a loudness target.
    var master: MasterSettings
    var settings: ExportSettings
    var part: ExportSettings.Part
    var stem: String?
}

extension Song {
    /// The takes that sound in mixes and exports, in the order of their lanes.
    var heardTakes: [Take] { lanes.filter(\.isKept).compactMap(\.activeTake) }

    /// Without what is only heard.
    var kept: Song {
        var song = self
        for index in song.lanes.indices where !song.lanes[index].isKept {
            song.lanes[index].active = nil
            song.lanes[index].part = nil
        }
        return song
    }
}
