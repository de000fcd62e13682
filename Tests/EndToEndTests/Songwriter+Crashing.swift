import AudioFiles
import Foundation
import Music
import Recipes
import Songs
import Testing

/// What crash and terminal tests need besides.
extension Songwriter {
    /// Beats, key and chords, so that nothing needs to be heard.
    private static let sheet = LeadSheet(
        beats: (0..<6).map { Double($0) / 2 }, downbeats: [0, 4], meter: 4,
        key: Key(tonic: PitchClass(0), mode: .major),
        chords: [.init(start: 0, end: 3, chord: Chord(parsing: "C"), confidence: 0.9)], beatConfidence: 0.9)

    /// A song of 3 s with takes, made without the program.
    @discardableResult
    func compose(_ name: String = "tune", takes: Int = 1) throws -> Song {
        let vocal = try sing("\(name).wav", seconds: 3)
        let folder = try SongFolder.create(at: folder(name), vocal: scratch.url(vocal), recipe: Recipe(steps: 2))
        var song = folder.song
        song.sheet = SongSheet(leadSheet: Self.sheet)
        for id in 1...takes {
            let take = Songs.Take(
                id: id, name: "Take \(id)", recipe: Recipe(steps: 2, seed: UInt64(id)), modelHash: "none",
                leadSheet: Self.sheet, duration: 3, sampleRate: 24_000, stems: [])
            song.takes.append(try folder.store(take, stems: ["band": SoundFiles.voice()]))
        }
        song.nextTake = takes + 1
        song.audition = .take(takes)
        try folder.save(song)
        return song
    }

    /// Waits for something that comes and goes too quickly for looks at the screen, then kills the program.
    func kill(when moment: String, _ holds: () throws -> Bool) throws {
        let process = try running()
        let end = Date(timeIntervalSinceNow: Tmux.patience)
        while try !holds() {
            guard Date() < end else { throw Tmux.Failure.neverShown(moment, screen: try tmux.screen()) }
            usleep(200)
        }
        try #require(Glibc.kill(process, SIGKILL) == 0, "it ended before it could be killed")
        try waitForEnd(of: process)
        try tmux.renew()
        try tmux.type("cd '\(scratch.folder.path)'; clear")
    }

    /// The program, as soon as the shell has started it.
    func running() throws -> Int32 {
        let shell = try tmux.shell()
        var process: Int32?
        try tmux.wait("the program") { _ in
            let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
            // on a busy machine a child may still be the shell itself, or the command before
            process = children.split(separator: " ").compactMap { Int32($0) }.first { child in
                let program = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(child)/exe")
                return program?.hasSuffix("/backline") ?? false
            }
            return process != nil
        }
        return try #require(process)
    }

    func waitForEnd(of process: Int32) throws {
        let end = Date(timeIntervalSinceNow: Tmux.patience)
        while try !hasEnded(process) {
            if Date() > end { throw Tmux.Failure.neverShown("the end of process \(process)", screen: "") }
            usleep(5000)
        }
    }

    /// Whether a process is gone, or dead with all of its threads, which hold its files until then, and not yet waited for.
    private func hasEnded(_ process: Int32) throws -> Bool {
        // no such file: it is gone
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else { return true }
        let isDead = text.split(separator: ")").last?.trimmingCharacters(in: .whitespaces).hasPrefix("Z") ?? true
        // gone between the two looks
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process)/task").count) ?? 0
        return isDead && threads <= 1
    }

    /// Opens a song or vocal again and waits until the program says what came of it.
    /// - Returns: the screen.
    @discardableResult
    func reopen(_ path: String, lazily: Bool = true) throws -> String {
        try start("\(lazily ? "--lazy " : "")\(path)")
        let signs = [
            "saved by itself in", "song.json was", "was found in the folder", "more notices", "heard: ",
            // takes that were in the making
            "the program ended before", "is finished",
        ]
        return try tmux.wait("the song again") { screen in signs.contains { screen.contains($0) } }
    }

    /// What must hold of a closed song's folder: everything visible is whole and listed, nothing else lies about.
    /// - Parameter announced: takes that the program has called finished and nobody deleted since.
    /// - Returns: the song.
    @discardableResult
    func check(_ name: String = "tune", announced: [Int] = [], after moment: String) throws -> Song {
        let path = "\(name).backline"
        for file in try scratch.files(below: path) {
            let name = URL(fileURLWithPath: file).lastPathComponent
            #expect(!name.hasPrefix(".") || file == ".lock", "\(file) is left after the kill \(moment)")
        }
        let song = try song(name)
        let reader = try SongFolder.open(folder(name), access: .readOnly)
        #expect(reader.notices.isEmpty && reader.song == song, "\(reader.notices) after the kill \(moment)")
        #expect(try reader.vocal(of: song)?.frameCount == song.vocal?.frameCount)
        for id in announced { #expect(song[take: id] != nil, "take \(id) is gone after the kill \(moment)") }
        for take in song.takes {
            #expect(!take.stems.isEmpty)
            for stem in take.stems {
                let url = folder(name).appendingPathComponent(stem.file)
                let sound = try AudioReader.read(url)
                #expect(sound.sampleRate == take.sampleRate && sound.duration == take.duration)
                let comment = try #require(try AudioReader.info(url).comment, "no recipe in \(stem.file)")
                let inside = try JSONDecoder().decode(Inside.self, from: Data(comment.utf8))
                #expect(inside.take.id == take.id && inside.take.recipe == take.recipe)
            }
        }
        #expect(
            try scratch.files(below: "\(path)/takes")
                == song.takes.flatMap { take in
                    take.stems.map { URL(fileURLWithPath: $0.file).lastPathComponent }
                }.sorted(), "takes/ after the kill \(moment)")
        for folder in ["deleted", "exports"] {
            for file in try scratch.files(below: "\(path)/\(folder)") {
                let sound = try AudioReader.read(scratch.url("\(path)/\(folder)/\(file)"))
                #expect(sound.frameCount > 0, "\(file) after the kill \(moment)")
            }
        }
        return song
    }

    /// What stands in a take's file.
    private struct Inside: Decodable {
        var take: Songs.Take
    }
}
