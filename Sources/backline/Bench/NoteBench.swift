import Dispatch
import Foundation
import Generation
import Interface
import Listener
import Music
import Playback
import Signal
import Synchronization
import Terminal

/// Strikes piano keys on a pseudo-terminal in this process and times each until its first block was written to ALSA's
/// `null` device, which is given time as a card would take it.
struct NoteBench {
    let vocal: URL
    let rows: Int
    let columns: Int
    /// Where choices would be kept.
    let state: URL

    private static let keys = Array("qwertyui")
    private static let strikes = 40
    /// Seconds after which a key counts as lost.
    private static let patience = 2.0

    /// Milliseconds from a key to its sound's write, by strike, while the song plays.
    func milliseconds() throws -> [Double] {
        let terminal = try PseudoTerminal(rows: rows, columns: columns)
        let drain = terminal.drained()
        let screen = try CursesScreen(path: terminal.path, type: "xterm-256color", depth: .full, capturesOutput: false)
        let deck = Transport(device: "null")
        let studio = GenerationQueue(systems: GenerationSystems(hearing: .bundled())) { _ in }
        let workstation = Workstation(
            services: .init(deck: deck, studio: studio, guide: ToneGuide()),
            folders: ApplicationFolders(environment: ["XDG_CONFIG_HOME": state.path, "XDG_STATE_HOME": state.path]))
        let times = Mutex([Double]())
        workstation.run(on: screen) {
            workstation.open(vocal)
            DispatchQueue(label: "bench.notes").async {
                Thread.sleep(forTimeInterval: 3)
                terminal.send("O")
                Thread.sleep(forTimeInterval: 1)
                terminal.send(" ")
                Thread.sleep(forTimeInterval: 1)
                for index in 0..<Self.strikes {
                    let before = deck.state.strikeDelay
                    let sent = ContinuousClock.now
                    terminal.send(String(Self.keys[index % Self.keys.count]))
                    while deck.state.strikeDelay == before, ContinuousClock.now - sent < .seconds(Self.patience) {
                        Thread.sleep(forTimeInterval: 0.0002)
                    }
                    let taken = (ContinuousClock.now - sent) / .milliseconds(1)
                    times.withLock { $0.append(taken) }
                    // at no fixed place in a block
                    Thread.sleep(forTimeInterval: 0.12 + 0.0037 * Double(index % 7))
                }
                terminal.send("\u{1B}")
                Thread.sleep(forTimeInterval: 0.5)
                terminal.send("q")
            }
        }
        screen.close()
        terminal.close()
        drain.wait()
        return times.withLock { $0 }
    }
}

/// An instrument that needs no model.
private struct ToneGuide: Guide {
    private static let rate = 24_000.0

    func instruments() throws -> [String] { ["Tone"] }
    func melody(of vocal: AudioBuffer, tuning: Tuning) throws -> [Note] { [] }
    func play(_ notes: [Note], instrument: String, tuning: Tuning) throws -> AudioBuffer {
        AudioBuffer(sampleRate: Self.rate, mono: [0])
    }

    func keys(
        _ pitches: [Int], instrument: String, touch: PianoKeys.Touch, tuning: Tuning
    ) throws -> [Int: AudioBuffer] {
        Dictionary(
            uniqueKeysWithValues: pitches.map { pitch in
                let hertz = tuning.a * pow(2, Double(pitch - 69) / 12)
                let samples = (0..<Int(touch.seconds * Self.rate)).map {
                    Float(0.1 * sin(2 * .pi * hertz * Double($0) / Self.rate))
                }
                return (pitch, AudioBuffer(sampleRate: Self.rate, mono: samples))
            })
    }
}
