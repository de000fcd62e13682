/// What lies over the panels and gets all keys.
public enum Overlay: Sendable, Equatable {
    /// Text to read and scroll, like help.
    case page(Page)
    /// Something to choose from, narrowed by typing: palette, files, devices, themes.
    case picker(Picker)
    /// Named values to set, like export.
    case form(Form)
    /// A question with yes and no.
    case question(Question)

    public struct Page: Sendable, Equatable {
        public var title: String
        public var lines: [String]
        /// The first line shown.
        public var top = 0

        public init(title: String, lines: [String]) {
            self.title = title
            self.lines = lines
        }
    }

    public struct Picker: Sendable, Equatable {
        public enum Kind: Sendable, Equatable {
            case commands, files(folder: String), outputs, inputs, themes, seeds, instruments, players
        }

        public struct Item: Sendable, Equatable {
            /// What choosing it means to the command that opened the picker.
            public var value: String
            public var title: String
            /// On the right, dimmed.
            public var detail: String
            /// Why it can't be chosen now.
            public var disabled: String?

            public init(value: String, title: String, detail: String = "", disabled: String? = nil) {
                self.value = value
                self.title = title
                self.detail = detail
                self.disabled = disabled
            }
        }

        public var kind: Kind
        public var title: String
        /// All of them; those that match the query are shown.
        public var items: [Item]
        public var query = ""
        /// Indices into `items`, best match first.
        public var matches: [Int]
        /// Into `matches`.
        public var cursor = 0

        public init(kind: Kind, title: String, items: [Item]) {
            self.kind = kind
            self.title = title
            self.items = items
            matches = Array(items.indices)
        }
    }

    public struct Form: Sendable, Equatable {
        public struct Field: Sendable, Equatable {
            public var name: String
            public var label: String
            public var value: String
            /// Values that arrows go through; empty for free text.
            public var choices: [String]
            /// Why it was not accepted.
            public var problem: String?

            public init(name: String, label: String, value: String, choices: [String] = []) {
                self.name = name
                self.label = label
                self.value = value
                self.choices = choices
            }
        }

        public var title: String
        public var fields: [Field]
        public var cursor = 0
        /// 0...1 while what it asked for is being done.
        public var progress: Double?
        /// What the last row, which accepts the form, says.
        public var accept: String

        public init(title: String, fields: [Field], accept: String) {
            self.title = title
            self.fields = fields
            self.accept = accept
        }
    }

    public struct Question: Sendable, Equatable {
        public enum Subject: Sendable, Equatable {
            case quit, deleteTake(Int), removeLane(Int), replaceVocal(String)
        }

        public var subject: Subject
        public var text: String
        public var yes: String
        public var no: String

        public init(subject: Subject, text: String, yes: String, no: String) {
            self.subject = subject
            self.text = text
            self.yes = yes
            self.no = no
        }
    }
}
