import AudioFiles
import Foundation
import Recipes
import Sentences
import Signal

/// Brings a song's folder back into order: after a kill at any moment, a damaged `song.json`, or files that were taken
/// away. Destroys nothing but temporary files.
struct SongRecovery {
    let layout: SongLayout
    /// Otherwise all mending stays in memory.
    let mayWrite: Bool
    private(set) var notices: [String] = []

    init(layout: SongLayout, mayWrite: Bool) {
        self.layout = layout
        self.mayWrite = mayWrite
    }

    /// - Throws: `SongFolderError`, `AudioFileError`.
    mutating func recover() throws -> Song {
        if mayWrite { try Leftovers(layout: layout).settle() }
        var (song, isRebuilt, isChanged) = try load()
        let listed = song
        try checkTakes(of: &song)
        let found = adoptTakes(into: &song, naming: isRebuilt)
        try checkGuides(of: &song)
        try adoptGuides(into: &song)
        if isRebuilt {
            rebuild(&song)
        } else {
            notices += found.map { "take \($0.id) \($0.name.quoted) was found in the folder and is listed again" }
        }
        try checkVocal(of: &song)
        song.nextTake = max(song.nextTake, highestTake(song) + 1)
        song.dropDanglingAuditions()
        isChanged = isChanged || song != listed
        if isChanged, mayWrite { try AtomicFile.write(SongDocument.encode(song), to: layout.document) }
        return song
    }

    private mutating func load() throws -> (song: Song, isRebuilt: Bool, isChanged: Bool) {
        do {
            let (song, migratedFrom, lost) = try SongDocument.read(layout)
            if let migratedFrom {
                notices.append("song.json was brought from schema \(migratedFrom) to \(Song.currentSchema)")
            }
            if let first = lost.first {
                let kept = mayWrite ? "; as it was it is kept as \(try keepDamaged(copying: true))" : ""
                let more = lost.count > 1 ? " and \(lost.count - 1) more" : ""
                notices.append("song.json held what no song can have (\(first)\(more)), which was left out\(kept)")
            }
            return (song, false, migratedFrom != nil || !lost.isEmpty)
        } catch SongDocument.Problem.damaged {
            notices.append(
                mayWrite
                    ? "song.json was damaged; it is kept as \(try keepDamaged(copying: false)), and the song was rebuilt from "
                        + "the vocal and the takes"
                    : "song.json is damaged and stays as it is; what is read was rebuilt from the vocal and the takes")
        } catch SongDocument.Problem.missing {
            notices.append("song.json was missing; the song was rebuilt from the vocal and the takes")
        }
        return (Song(title: title), true, true)
    }

    /// - Returns: the name under which the damaged file stays.
    private func keepDamaged(copying: Bool) throws -> String {
        let name = layout.untaken("song.damaged")
        let place = layout.url.appendingPathComponent(name)
        if copying {
            do {
                try FileManager.default.copyItem(at: layout.document, to: place)
            } catch {
                throw SongFolderError.cannotMove(layout.document, reason: (error as NSError).localizedDescription)
            }
        } else {
            guard rename(layout.document.path, place.path) == 0 else {
                throw SongFolderError.cannotMove(layout.document, reason: String(cString: strerror(errno)))
            }
            try AtomicFile.synchronize(layout.url, for: place)
        }
        return name
    }

    private var title: String {
        let name = layout.url.lastPathComponent
        return name.hasSuffix(".backline") && name.count > 9 ? String(name.dropLast(9)) : name
    }

    /// What the newest take of a lane was made with is what the lane was last set to.
    private func rebuild(_ song: inout Song) {
        guard let newest = song.allTakes.last else { return }
        for lane in song.systemLanes {
            guard let last = lane.takes.last else { continue }
            song[lane: lane.id]?.recipe = last.recipe.fromNoise
            song[lane: lane.id]?.active = last.id
        }
        song.selected = song.lane(ofTake: newest.id)?.id ?? song.selected
        song.recipe = newest.recipe.fromNoise
        // the bars of pre-roll and tail are that take's alone
        let sung = newest.recipe.hasEdges ? newest.recipe.leadSheet?.shifted(by: newest.recipe.from ?? 0) : nil
        song.sheet = SongSheet(leadSheet: sung ?? newest.leadSheet)
    }

    /// Drops takes of which a file is gone or unreadable; what is left of them goes to `deleted/`.
    private mutating func checkTakes(of song: inout Song) throws {
        var known: Set<Int> = []
        for lane in song.lanes {
            var kept: [Take] = []
            for take in lane.takes {
                let isInside = take.stems.allSatisfy { SongLayout.isTakeFile($0.file) }
                if isInside, mayWrite { try TakeMover(layout: layout).restore(take) }
                let missing = take.stems.filter { !isReadable($0) }
                if missing.isEmpty, !take.stems.isEmpty, known.insert(take.id).inserted {
                    kept.append(take)
                    continue
                }
                let files = missing.map(\.file).joined(separator: ", ")
                notices.append(
                    "take \(take.id) \(take.name.quoted) can't be played: \(files) is missing or damaged; "
                        + "the other takes are as they were")
                if mayWrite, isInside { try TakeMover(layout: layout).delete(take) }
            }
            song[lane: lane.id]?.takes = kept
        }
    }

    private func isReadable(_ stem: Take.Stem) -> Bool {
        guard SongLayout.isTakeFile(stem.file) else { return false }
        let places = mayWrite ? [layout.kept(stem)] : [layout.kept(stem), layout.deleted(stem)]
        // why it can't be read makes no difference to the song: the take is named in a sentence either way
        return places.contains { (try? AudioReader.info($0)) != nil }
    }

    /// Lists complete takes that only their files know of, each in the lane that it was made for.
    /// - Parameter isLost: whether nothing but the files says what lanes are called.
    /// - Returns: those.
    private func adoptTakes(into song: inout Song, naming isLost: Bool) -> [Take] {
        let listed = Set(song.allTakes.flatMap { $0.stems.map(\.file) })
        var found: [Int: TakeProvenance] = [:]
        for name in SongLayout.names(in: layout.takes) where name.hasSuffix(".wav") && !name.hasPrefix(".") {
            let file = "\(SongLayout.takes)/\(name)"
            guard !listed.contains(file), let record = TakeProvenance(of: layout.url.appendingPathComponent(file)),
                song[take: record.take.id] == nil, record.take.stems.contains(where: { $0.file == file }),
                record.take.stems.allSatisfy({ isReadable($0) })
            else { continue }
            found[record.take.id] = record
        }
        let records = found.values.sorted { $0.take.id < $1.take.id }
        for record in records {
            let lane = song.lane(for: record)
            song[lane: lane]?.takes.append(record.take)
            song[lane: lane]?.takes.sort { $0.id < $1.id }
            if isLost, let name = record.lane?.name, name != song[lane: lane]?.name {
                let free = song.freeName(name)
                song[lane: lane]?.name = free
            }
        }
        return records.map(\.take)
    }

    /// Drops guides of which the file is gone or unreadable: they can be played anew.
    private mutating func checkGuides(of song: inout Song) throws {
        for lane in song.lanes {
            guard let guide = lane.guide else { continue }
            let isInside = SongLayout.isGuideFile(guide.file)
            if isInside, mayWrite { try TakeMover(layout: layout).restore(guide) }
            let places = mayWrite ? [layout.kept(guide)] : [layout.kept(guide), layout.deleted(guide)]
            if isInside, places.contains(where: isSound) { continue }
            notices.append(
                "the guide \(lane.name) by \(guide.instrument) can't be played: \(guide.file) is missing or damaged")
            // the lane stays, and can be played anew
            song[lane: lane.id]?.part = nil
        }
    }

    /// Lists guides that only their files know of, as after a kill, where they are newer than what is listed; older ones
    /// go to `deleted/`.
    private func adoptGuides(into song: inout Song) throws {
        let found = SongLayout.names(in: layout.guides).compactMap { name -> GuideProvenance? in
            let file = "\(SongLayout.guides)/\(name)"
            guard SongLayout.isGuideFile(file) else { return nil }
            return GuideProvenance(of: layout.url.appendingPathComponent(file)).flatMap {
                $0.guide.file == file ? $0 : nil
            }
        }
        for record in found {
            let guide = record.guide
            let listed = song.lane(for: record)
            guard listed?.part.map({ $0.file < guide.file }) ?? true else { continue }
            song.take(guide, into: listed, label: record.lane)
            // it was kept, and the program killed before it could say so
            if guide.kind == .played, let last = guide.passes?.last, last == song.pass { song.pass = nil }
        }
        guard mayWrite else { return }
        let listed = Set(song.guides.map(\.file))
        for record in found where !listed.contains(record.guide.file) {
            try TakeMover(layout: layout).delete(record.guide)
        }
    }

    private func highestTake(_ song: Song) -> Int {
        let names = SongLayout.names(in: layout.takes) + SongLayout.names(in: layout.deleted)
        let numbers = names.compactMap { Int($0.prefix { $0 != "-" }) }.filter(Song.identifiers.contains)
        return (numbers + song.allTakes.map(\.id)).max() ?? 0
    }

    private mutating func checkVocal(of song: inout Song) throws {
        if let vocal = song.vocal {
            guard !SongLayout.isVocalFile(vocal.file) || !isSound(layout.url.appendingPathComponent(vocal.file)) else {
                return
            }
            notices.append(
                "the vocal \(vocal.file) is missing or damaged; put it back into \(layout.url.path), or record or open "
                    + "another")
        }
        song.vocal = nil
        // nothing but the vocal's own description is lost with song.json
        if let name = layout.vocals.last(where: { isSound(layout.url.appendingPathComponent($0)) }) {
            song.vocal = try describe(name)
            let file = layout.url.appendingPathComponent(name)
            let measured = try Loudness(of: AudioReader.read(file))
            song.master.gain = SongFolder.headroom(
                samplePeak: measured.samplePeakDecibels, loudness: measured.integrated)
        }
        recordings(of: song)
    }

    private func describe(_ name: String) throws -> Song.Vocal {
        let file = layout.url.appendingPathComponent(name)
        let audio = try AudioReader.read(file, longest: SongFolder.longestVocal)
        let comment = try AudioReader.info(file).comment
        // a vocal that someone put here by hand has no provenance: then it comes from here
        let provenance = comment.flatMap { try? JSONDecoder().decode(VocalProvenance.self, from: Data($0.utf8)) }
        var vocal = Song.Vocal(
            file: name, sampleRate: audio.sampleRate, frameCount: audio.frameCount,
            loudness: try Loudness(of: audio).integrated, source: provenance?.source ?? file.path)
        vocal.sourceDigest = provenance?.digest
        return vocal
    }

    /// Recordings that were cut off before they became the vocal.
    private mutating func recordings(of song: Song) {
        guard song.vocal == nil else { return }
        for name in SongLayout.names(in: layout.recordings) {
            let file = layout.recordings.appendingPathComponent(name)
            // an empty or headless file holds nothing to tell of
            guard let info = try? AudioReader.info(file), let seconds = info.duration, seconds > 0 else { continue }
            notices.append(
                String(format: "a recording of %.1f s is in %@; open it to make it the vocal", seconds, file.path))
        }
    }

    private func isSound(_ file: URL) -> Bool { (try? AudioReader.info(file)) != nil }
}

extension Song {
    /// The lane that a take was made for: as its file says, made again where it is gone; else the first for takes.
    fileprivate mutating func lane(for record: TakeProvenance) -> Int {
        guard let label = record.lane else { return systemLanes.first?.id ?? selected }
        if let lane = self[lane: label.id], lane.recipe != nil { return lane.id }
        if self[lane: label.id] == nil, label.id != Lane.vocal {
            lanes.append(
                Lane(id: label.id, name: freeName(label.name), player: .system(record.take.recipe)))
            nextLane = max(nextLane, label.id + 1)
            return label.id
        }
        return systemLanes.first?.id ?? selected
    }

    /// The lane that a guide was played for: as its file says, or the one of its kind; nil where it is gone.
    fileprivate func lane(for record: GuideProvenance) -> Lane? {
        guard let label = record.lane else { return lane(of: record.guide.kind) }
        return self[lane: label.id].flatMap { $0.kind == record.guide.kind ? $0 : nil }
    }

    /// Lists what was played in its lane, or in a new one.
    fileprivate mutating func take(_ guide: GuidePart, into lane: Lane?, label: LaneLabel?) {
        if let lane {
            self[lane: lane.id]?.play(guide)
        } else {
            addLane(playing: guide, label: label)
        }
    }
}
