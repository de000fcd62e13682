extension CommandTable {
    static let mixer: [Command] = [
        Command(
            "mixer.next", "Next strip", "Moves the cursor to the next strip.", hint: "strip", category: .mixer,
            keys: ["right", "l"], in: .focus(.mixer), isListed: false
        ) { $0.mixer.moveMixerCursor(1) },
        Command(
            "mixer.previous", "Previous strip", "Moves the cursor to the strip before.", category: .mixer,
            keys: ["left", "h"], in: .focus(.mixer), isListed: false
        ) { $0.mixer.moveMixerCursor(-1) },
        Command(
            "mixer.raise", "Raise", "Raises what is chosen on the strip: gain by 1 dB, pan to the right, or switches.",
            hint: "up", category: .mixer, keys: ["up", "k"], in: .focus(.mixer)
        ) { $0.mixer.stepMixer(1) },
        Command(
            "mixer.lower", "Lower", "Lowers what is chosen on the strip: gain by 1 dB, pan to the left, or switches.",
            hint: "down", category: .mixer, keys: ["down", "j"], in: .focus(.mixer)
        ) { $0.mixer.stepMixer(-1) },
        Command(
            "mixer.parameter", "Next control", "Chooses gain, pan, mute or solo for the keys that raise and lower.",
            hint: "control", category: .mixer, keys: ["p"], in: .focus(.mixer)
        ) { $0.mixer.cycleMixerParameter() },
        Command(
            "mixer.edit", "Type the value", "Types gain or pan of the strip.", hint: "type", category: .mixer,
            keys: ["enter"], in: .focus(.mixer)
        ) { $0.mixer.editMixerValue() },
        Command(
            "mixer.panLeft", "Pan left", "Moves the strip to the left.", category: .mixer, keys: ["<"],
            in: .focus(.mixer), needs: [.strip]
        ) { $0.mixer.pan(by: -MixerController.panStep) },
        Command(
            "mixer.panRight", "Pan right", "Moves the strip to the right.", category: .mixer, keys: [">"],
            in: .focus(.mixer), needs: [.strip]
        ) { $0.mixer.pan(by: MixerController.panStep) },
        Command(
            "mixer.mute", "Mute", "Mutes the strip, or lets it sound again.", category: .mixer, keys: ["m"],
            in: .focus(.mixer), needs: [.strip]
        ) { $0.mixer.toggleMute() },
        Command(
            "mixer.solo", "Solo", "Lets only soloed strips sound.", category: .mixer, keys: ["s"], in: .focus(.mixer),
            needs: [.strip]
        ) { $0.mixer.toggleSolo() },
        Command(
            "mixer.reset", "Usual setting", "Puts the strip back to 0 dB in the middle.", category: .mixer,
            keys: ["backspace", "delete"], in: .focus(.mixer)
        ) { $0.mixer.resetStrip() },
        Command(
            "mixer.limiter", "Limiter on or off", "Holds the mix under a true peak of -1 dBTP, or leaves it alone.",
            hint: "limiter", category: .mixer, keys: ["i"], in: .focus(.mixer)
        ) { $0.mixer.toggleLimiter() },
        Command(
            "mixer.ceiling", "Limiter ceiling", "Types the true peak that the limiter holds.", category: .mixer,
            keys: ["c"], in: .focus(.mixer)
        ) { $0.mixer.editCeiling() },
        Command(
            "meters.reset", "Reset the meters", "Forgets held peaks, clips and dropouts.", hint: "reset meters",
            category: .mixer, keys: ["Z"]
        ) { $0.playback.resetMeters() },
    ]
}
