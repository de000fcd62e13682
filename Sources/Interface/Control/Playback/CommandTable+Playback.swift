extension CommandTable {
    static let playback: [Command] = [
        Command(
            "play.toggle", "Play or pause", "Plays from the playhead, or pauses.", hint: "play", category: .playback,
            keys: ["space"], needs: [.vocal, .notRecording]
        ) { $0.playback.togglePlayback() },
        Command(
            "play.countIn", "Play with count-in", "Clicks one bar, then plays from the playhead.", category: .playback,
            keys: ["C"], needs: [.vocal, .notRecording]
        ) { $0.playback.playWithCountIn() },
        Command(
            "play.back", "Back 5 seconds", "Moves the playhead back by 5 seconds.", hint: "-5 s", category: .playback,
            keys: ["left", "h"], needs: [.vocal]
        ) { $0.playback.seek(by: -PlaybackController.shortSeek) },
        Command(
            "play.forward", "Forward 5 seconds", "Moves the playhead on by 5 seconds.", hint: "+5 s",
            category: .playback, keys: ["right", "l"], needs: [.vocal]
        ) { $0.playback.seek(by: PlaybackController.shortSeek) },
        Command(
            "play.backMinute", "Back a minute", "Moves the playhead back by a minute.", category: .playback,
            keys: [","], needs: [.vocal]
        ) { $0.playback.seek(by: -PlaybackController.longSeek) },
        Command(
            "play.forwardMinute", "Forward a minute", "Moves the playhead on by a minute.", category: .playback,
            keys: ["."], needs: [.vocal]
        ) { $0.playback.seek(by: PlaybackController.longSeek) },
        Command(
            "play.previousBeat", "Back a beat", "Moves the playhead to the beat before.", category: .playback,
            keys: ["ctrl-left"], needs: [.sheet, .chords]
        ) { $0.playback.seek(onBeats: -1) },
        Command(
            "play.nextBeat", "Forward a beat", "Moves the playhead to the next beat.", category: .playback,
            keys: ["ctrl-right"], needs: [.sheet, .chords]
        ) { $0.playback.seek(onBeats: 1) },
        Command(
            "play.previousBar", "Back a bar", "Moves the playhead to the bar line before.", category: .playback,
            keys: ["alt-left"], needs: [.sheet, .chords]
        ) { $0.playback.seek(onBars: -1) },
        Command(
            "play.nextBar", "Forward a bar", "Moves the playhead to the next bar line.", category: .playback,
            keys: ["alt-right"], needs: [.sheet, .chords]
        ) { $0.playback.seek(onBars: 1) },
        Command(
            "play.bar", "Go to a bar", "Asks for a bar, like 12, or a beat of it, like 12.3, and goes there.",
            hint: "bar", category: .playback, keys: ["alt-g"], needs: [.sheet, .chords]
        ) { $0.playback.askBar() },
        Command(
            "play.start", "To the beginning", "Moves the playhead to the loop's start, then to the song's.",
            category: .playback, keys: ["home"], needs: [.vocal]
        ) { $0.playback.seekToStart() },
        Command(
            "play.end", "To the end", "Moves the playhead to the end of the song.", category: .playback,
            keys: ["end"], needs: [.vocal]
        ) { $0.playback.seekToEnd() },
        Command(
            "audition.next", "Next in comparison",
            "Switches between the marks A and B, or through the vocal and all takes, at the same playhead.",
            hint: "A/B", category: .playback, keys: ["tab"], needs: [.vocal, .several]
        ) { $0.takes.switchAudition() },
        Command(
            "audition.vocal", "Vocal alone", "Plays the vocal without a take; again brings back what sounded.",
            category: .playback, keys: ["`"],
            needs: [.vocal]
        ) { $0.takes.auditionVocal() },
        Command(
            "loop.start", "Loop from here", "Sets the start of the loop to the playhead.", hint: "loop from",
            category: .playback, keys: ["["], needs: [.vocal]
        ) { $0.playback.setLoopStart() },
        Command(
            "loop.end", "Loop to here", "Sets the end of the loop to the playhead.", hint: "loop to",
            category: .playback, keys: ["]"], needs: [.vocal]
        ) { $0.playback.setLoopEnd() },
        Command(
            "loop.toggle", "Loop on or off", "Repeats the loop, or plays on through it.", hint: "loop",
            category: .playback, keys: ["\\", "L"], needs: [.vocal, .loop]
        ) { $0.playback.toggleLoop() },
        Command(
            "loop.snap", "Loop whole bars", "Widens the loop to bar lines; without a loop, takes the playhead's bar.",
            category: .playback, keys: ["|"], needs: [.sheet, .chords]
        ) { $0.playback.snapLoop() },
        Command(
            "loop.clear", "Remove the loop", "Removes the loop region.", category: .playback, keys: ["alt-l"],
            needs: [.loop]
        ) { $0.playback.clearLoop() },
        Command(
            "click", "Click on or off", "Sounds the beats of the lead sheet while playing.", category: .playback,
            keys: ["c"], needs: [.sheet, .chords]
        ) { $0.playback.toggleClick() },
        Command(
            "mark.add", "Mark a section", "Puts a named section mark at the playhead.", category: .playback,
            keys: ["'"], needs: [.vocal]
        ) { $0.playback.addMark() },
        Command(
            "mark.previous", "Previous section", "Moves the playhead to the section mark before.", category: .playback,
            keys: ["("], needs: [.marks]
        ) { $0.playback.seekToMark(-1) },
        Command(
            "mark.next", "Next section", "Moves the playhead to the next section mark.", category: .playback,
            keys: [")"], needs: [.marks]
        ) { $0.playback.seekToMark(1) },
        Command(
            "mark.name", "Rename the section", "Renames the section that the playhead is in.", category: .playback,
            needs: [.marks]
        ) { $0.playback.renameMark() },
        Command(
            "mark.delete", "Remove the section mark", "Removes the mark of the section that the playhead is in.",
            category: .playback, needs: [.marks]
        ) { $0.playback.deleteMark() },
    ]
}
