import Foundation
import Playback
import Testing

/// Everything that goes through ALSA's own configuration, which the whole process shares: one test at a time.
@Suite(.serialized) struct AlsaTests {
    /// Of all tests: changing the environment again while others read it could crash them.
    private static let configuration: URL = {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent(
            "backline-test-\(UUID().uuidString).conf")
        setenv("ALSA_CONFIG_PATH", url.path, 1)
        return url
    }()

    let scratch: Scratch

    init() throws { scratch = try Scratch() }

    /// A new file each time, which ALSA notices.
    func configure(_ devices: String) throws {
        try Data("</usr/share/alsa/alsa.conf>\n\(devices)\n".utf8).write(to: Self.configuration, options: .atomic)
    }

    /// Plays into `<name>` in the scratch folder.
    func fileDevice(_ device: String, into name: String) -> String {
        "pcm.\(device) { type file; slave.pcm null; file \"\(scratch.url(name).path)\"; format raw }"
    }

    /// A card that is not there.
    static let missing = "pcm.!default { type hw; card 29 }"

    /// Waits until something has happened, and fails when it never does.
    func wait(for what: String, until happened: () -> Bool) throws {
        // Far more than it ever takes, so that a slow machine passes.
        let limit = Date().addingTimeInterval(60)
        while !happened() {
            guard Date() < limit else { throw Failure.neverHappened(what) }
            Thread.sleep(forTimeInterval: 0.005)
        }
    }

    enum Failure: Error { case neverHappened(String) }
}
