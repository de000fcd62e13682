extension CommandTable {
    static let view: [Command] = [
        Command(
            "view.zoomIn", "Zoom in", "Shows half as much of the song, around the playhead.", hint: "zoom in",
            category: .view, keys: ["+", "="], needs: [.vocal]
        ) { $0.view.zoom(in: true) },
        Command(
            "view.zoomOut", "Zoom out", "Shows twice as much of the song.", hint: "zoom out", category: .view,
            keys: ["-"], needs: [.vocal]
        ) { $0.view.zoom(in: false) },
        Command(
            "view.whole", "Whole song", "Shows the song from its beginning to its end.", category: .view,
            keys: ["0"], needs: [.vocal]
        ) { $0.view.showWholeSong() },
        Command(
            "view.loop", "Show the loop", "Shows the loop region over the whole width.", category: .view,
            keys: ["z"], needs: [.loop]
        ) { $0.view.showLoop() },
        Command(
            "view.left", "Scroll left", "Scrolls by half a screen towards the beginning.", category: .view,
            keys: ["H", "shift-left"], needs: [.vocal]
        ) { $0.view.scroll(by: -0.5) },
        Command(
            "view.right", "Scroll right", "Scrolls by half a screen towards the end.", category: .view,
            keys: ["shift-right", ">"], needs: [.vocal]
        ) { $0.view.scroll(by: 0.5) },
        Command(
            "view.follow", "Follow the playhead", "Scrolls with the playhead while playing, or stays.",
            category: .view, keys: ["f"]
        ) { $0.view.toggleFollow() },
        Command(
            "view.mel", "Next spectrogram", "Shows the vocal, the take, both, or their difference in time.",
            hint: "mel view", category: .view, keys: ["m"]
        ) { $0.view.cycleMelView() },
        Command(
            "focus.timeline", "To the timeline", "Lets keys go to waveform and spectrogram.", category: .view,
            keys: ["1"], isListed: false
        ) { $0.view.focus(.timeline) },
        Command(
            "focus.leadSheet", "To the lead sheet", "Lets keys go to beats and chords.", category: .view,
            keys: ["2"], isListed: false
        ) { $0.view.focus(.leadSheet) },
        Command(
            "focus.takes", "To the takes", "Lets keys go to the take list.", category: .view, keys: ["3"],
            isListed: false
        ) { $0.view.focus(.takes) },
        Command(
            "focus.recipe", "To the recipe", "Lets keys go to the recipe.", category: .view, keys: ["4"],
            isListed: false
        ) { $0.view.focus(.recipe) },
        Command(
            "focus.mixer", "To the mixer", "Lets keys go to the mixer.", category: .view, keys: ["5"], isListed: false
        ) { $0.view.focus(.mixer) },
        Command(
            "focus.next", "Next panel", "Lets keys go to the next panel.", hint: "next panel", category: .view,
            keys: ["shift-tab", "f6"], isListed: false
        ) { $0.view.moveFocus(1) },
        Command(
            "focus.previous", "Previous panel", "Lets keys go to the panel before.", category: .view,
            keys: ["shift-f6"], isListed: false
        ) { $0.view.moveFocus(-1) },
        Command(
            "theme", "Choose a theme", "Lists themes and shows each as the cursor reaches it.", category: .view,
            keys: ["f2"]
        ) { $0.choices.openThemes() },
        Command(
            "glyphs", "Next drawing style", "Draws with braille, with blocks or with ASCII characters.",
            category: .view, keys: ["f3"]
        ) { $0.view.cycleGlyphs() },
    ]
}
