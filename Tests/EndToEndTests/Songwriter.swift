import AudioFiles
import Foundation
import Signal
import Songs
import Testing

/// Everything that sits down at the workstation: one at a time, for each generates, plays and records.
@Suite(.serialized) struct SongwriterTests {}

/// A songwriter in a folder of their own, at a terminal in which the built program is called by its name.
final class Songwriter {
    let scratch: Scratch
    let tmux: Tmux

    /// - Parameter environment: besides what every terminal here has.
    init(columns: Int = 120, rows: Int = 40, scratch: Scratch? = nil, environment: [String: String] = [:]) throws {
        let own = try scratch ?? Scratch()
        self.scratch = own
        let folder = try Program.url().deletingLastPathComponent().path
        tmux = try Tmux(
            columns: columns, rows: rows,
            environment: ["PATH": "\(folder):/usr/bin:/bin"].merging(environment) { $1 }, scratch: own)
        try tmux.type("cd '\(own.folder.path)'; clear")
    }

    /// A songwriter whose sound card is a file, `played`.
    static func withSoundCard() throws -> Songwriter {
        let scratch = try Scratch()
        return try Songwriter(
            scratch: scratch, environment: AlsaConfiguration.write(playback: played(in: scratch), scratch: scratch))
    }

    private static func played(in scratch: Scratch) -> String { scratch.path("played.raw") }

    /// Path of what the sound card got.
    var played: String { Self.played(in: scratch) }

    /// A vocal in the folder: some seconds of a sample.
    /// - Returns: its name.
    @discardableResult
    func sing(_ name: String = "tune.wav", seconds: Double = 4) throws -> String {
        try AudioWriter.write(SoundFiles.voice(seconds: seconds), to: scratch.url(name), format: .wavFloat)
        return name
    }

    // MARK: At the terminal

    /// Starts the program and waits until it has taken the screen.
    func start(_ arguments: String = "") throws {
        try tmux.type("backline \(arguments)")
        try tmux.wait("the program's screen") { _ in try tmux.flags().alternate }
    }

    /// Opens a vocal or a song and waits until it has been listened to.
    func open(_ path: String, song name: String = "tune") throws {
        try start(path)
        try wait("a lead sheet", in: name) { $0.sheet != nil }
    }

    /// Keys by tmux's names, one after the other.
    func press(_ names: String...) throws { for name in names { try tmux.keys(name) } }

    /// Types into the line that is open, instead of what stands there.
    func retype(_ text: String) throws {
        try tmux.keys("C-e")
        try tmux.keys("C-u")
        try tmux.text(text)
        try tmux.keys("Enter")
    }

    /// Ends the program and comes back to the shell.
    /// - Returns: the exit status.
    @discardableResult
    func quit(_ key: String = "q") throws -> Int {
        try tmux.keys(key)
        return try status()
    }

    /// The exit status of the program, once the shell is back and the terminal is as it was.
    func status() throws -> Int {
        try tmux.wait("the shell") { screen in try !tmux.flags().alternate && screen.contains("ready>") }
        try tmux.type("clear; echo \"[$?]\"")
        // the command itself has a dollar sign between the brackets
        let screen = try tmux.wait("the exit status") { $0.contains(/\[\d+\]/) }
        let match = try #require(screen.firstMatch(of: /\[(\d+)\]/))
        return try #require(Int(match.1))
    }

    /// The process that the shell runs.
    func process() throws -> Int32 {
        let shell = try tmux.shell()
        let children = try String(contentsOfFile: "/proc/\(shell)/task/\(shell)/children", encoding: .utf8)
        return try #require(children.split(separator: " ").first.flatMap { Int32($0) }, "nothing runs in the shell")
    }

    /// kill -9, and what a person then does to the terminal.
    func kill() throws {
        try #require(Glibc.kill(process(), SIGKILL) == 0)
        // it may stand at the end of a row
        try tmux.wait("the shell's word of it") { $0.replacing("\n", with: "").contains("Killed") }
        try tmux.type("tput rmcup; stty sane; clear")
        try tmux.wait("the shell") { _ in try !tmux.flags().alternate }
    }

    // MARK: On the disk

    func folder(_ name: String = "tune") -> URL { scratch.url("\(name).backline") }

    func song(_ name: String = "tune") throws -> Song {
        try JSONDecoder().decode(
            Song.self, from: Data(contentsOf: folder(name).appendingPathComponent("song.json")))
    }

    /// Waits until the song on the disk is as wanted.
    @discardableResult
    func wait(_ what: String, in name: String = "tune", until holds: (Song) -> Bool) throws -> Song {
        var found: Song?
        try tmux.wait(what) { _ in
            // not there yet
            guard let song = try? self.song(name), holds(song) else { return false }
            found = song
            return true
        }
        return try #require(found)
    }

    /// A take's only sound.
    func sound(_ take: Songs.Take, in name: String = "tune") throws -> AudioBuffer {
        #expect(take.stems.count == 1)
        return try AudioReader.read(folder(name).appendingPathComponent(try #require(take.stems.first).file))
    }
}
