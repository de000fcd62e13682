extension CommandTable {
    static let leadSheet: [Command] = sheetCommands + sheetLetters

    private static let sheetCommands: [Command] = [
        Command(
            "sheet.next", "Next beat", "Moves the cursor to the next beat.", hint: "next beat", category: .leadSheet,
            keys: ["right", "l"], in: .focus(.leadSheet), isListed: false, needs: [.sheet, .chords]
        ) { $0.leadSheet.moveSheetCursor(beats: 1) },
        Command(
            "sheet.previous", "Previous beat", "Moves the cursor to the beat before.", category: .leadSheet,
            keys: ["left", "h"], in: .focus(.leadSheet), isListed: false, needs: [.sheet, .chords]
        ) { $0.leadSheet.moveSheetCursor(beats: -1) },
        Command(
            "sheet.nextBar", "Next bar", "Moves the cursor to the next bar.", category: .leadSheet,
            keys: ["down", "j", "shift-right"], in: .focus(.leadSheet), isListed: false, needs: [.sheet, .chords]
        ) { $0.leadSheet.moveSheetCursor(bars: 1) },
        Command(
            "sheet.previousBar", "Previous bar", "Moves the cursor to the bar before.", category: .leadSheet,
            keys: ["up", "k", "shift-left"], in: .focus(.leadSheet), isListed: false, needs: [.sheet, .chords]
        ) { $0.leadSheet.moveSheetCursor(bars: -1) },
        Command(
            "sheet.seek", "Play from this beat", "Moves the playhead to the cursor.", category: .leadSheet,
            keys: ["p"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.seekToSheetCursor() },
        Command(
            "sheet.here", "Cursor to the playhead", "Moves the cursor to the beat that sounds.", category: .leadSheet,
            keys: ["w"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.moveSheetCursorToPlayhead() },
        Command(
            "sheet.chord", "Type chords", "Types chords from the cursor on; bars are parted by |. It locks them.",
            hint: "chords", category: .leadSheet, keys: ["enter"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.editChord() },
        Command(
            "sheet.noChord", "No chord", "Sets that nobody plays harmony at the cursor's beat.", category: .leadSheet,
            keys: ["x", "delete"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.clearChord() },
        Command(
            "sheet.lockChord", "Lock the chord", "Keeps the chord at the cursor when the vocal is heard again.",
            hint: "lock chord", category: .leadSheet, keys: ["i"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.toggleChordLock() },
        Command(
            "sheet.lockAll", "Lock everything", "Keeps grid, key, metre and all chords, or frees them all.",
            hint: "lock all", category: .leadSheet, keys: ["I"], in: .focus(.leadSheet), needs: [.sheet]
        ) { $0.leadSheet.toggleAllLocks() },
        Command(
            "sheet.lockGrid", "Lock the beats", "Keeps the beats when the vocal is heard again, or frees them.",
            category: .leadSheet, needs: [.sheet]
        ) { $0.leadSheet.toggleGridLock() },
        Command(
            "sheet.hear", "Hear again", "Listens to the vocal again; what is locked stays.", hint: "hear again",
            category: .leadSheet, keys: ["a"], in: .focus(.leadSheet), needs: [.vocal, .engine]
        ) { $0.leadSheet.hearAgain() },
        Command(
            "sheet.key", "Set the key", "Types the key, like C, F#m or Eb minor.", hint: "key", category: .leadSheet,
            keys: ["K"], in: .focus(.leadSheet), needs: [.sheet]
        ) { $0.leadSheet.editKey() },
        Command(
            "sheet.meter", "Set the metre", "Types the metre, like 3/4, 6/8 or 12/8.", hint: "metre",
            category: .leadSheet, keys: ["M"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.editMeter() },
        Command(
            "sheet.tempo", "Set the tempo",
            "Types the tempo: 92 is exact to the last bar, ~92 lets beats drift around it and hears them.",
            hint: "tempo", category: .leadSheet, keys: ["P"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.editTempo() },
        Command(
            "sheet.drift", "Let the tempo drift", "Hears beats that drift around the tempo, or holds it exactly again.",
            hint: "drift", category: .leadSheet, keys: ["~"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.toggleDrift() },
        Command(
            "sheet.tuning", "Set the tuning",
            "Types the tuning of voice and band: cents like -35c, or the hertz of the A; 440 locks it. Empty hears it.",
            hint: "tuning", category: .leadSheet, keys: ["U"], in: .focus(.leadSheet), needs: [.sheet]
        ) { $0.leadSheet.editTuning() },
        Command(
            "sheet.nextReading", "Next reading",
            "Plays the vocal to the click of another tempo, metre and key that it may have; escape goes back.",
            hint: "next reading", category: .leadSheet, keys: ["n"], in: .focus(.leadSheet),
            needs: [.sheet, .readings, .notRecording]
        ) { $0.leadSheet.tryNextReading() },
        Command(
            "sheet.takeReading", "Take this reading", "Keeps beats, metre and key of the reading that is shown.",
            hint: "take reading", category: .leadSheet, keys: ["y"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.takeReading() },
        Command(
            "sheet.double", "Double the tempo", "Puts a beat between each two.", category: .leadSheet, keys: ["*"],
            in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.doubleTempo() },
        Command(
            "sheet.halve", "Halve the tempo", "Takes every other beat away.", category: .leadSheet, keys: ["/"],
            in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.halveTempo() },
        Command(
            "sheet.downbeat", "The one is here", "Makes the beat under the cursor the first of its bar.",
            hint: "one here", category: .leadSheet, keys: ["b"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.setDownbeat() },
        Command(
            "sheet.nudgeEarlier", "Beats earlier", "Moves all beats 10 ms earlier.", category: .leadSheet,
            keys: ["<"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.nudgeGrid(by: -LeadSheetController.nudge) },
        Command(
            "sheet.nudgeLater", "Beats later", "Moves all beats 10 ms later.", hint: "nudge", category: .leadSheet,
            keys: [">"], in: .focus(.leadSheet), needs: [.sheet, .chords]
        ) { $0.leadSheet.nudgeGrid(by: LeadSheetController.nudge) },
        Command(
            "tap", "Tap the tempo",
            "Takes this moment for a beat; four taps set tempo and beats. Starts the vocal first.",
            hint: "tap", category: .leadSheet, keys: ["t"], needs: [.vocal, .notRecording]
        ) { $0.leadSheet.tap(isDownbeat: false) },
        Command(
            "tap.downbeat", "Tap the one", "Taps a beat that is the first of its bar.", hint: "tap the one",
            category: .leadSheet, keys: ["T"], needs: [.vocal, .notRecording]
        ) { $0.leadSheet.tap(isDownbeat: true) },
    ]

    /// Capitals begin a chord.
    private static let sheetLetters: [Command] =
        "ABCDEFG".map { letter in
            Command(
                "sheet.type\(letter)", "Type a chord on \(letter)",
                "Types chords from the cursor on, beginning with \(letter).", category: .leadSheet,
                keys: [String(letter)],
                in: .focus(.leadSheet), isListed: false, needs: [.sheet, .chords]
            ) { $0.leadSheet.editChord(beginningWith: String(letter)) }
        }
}
