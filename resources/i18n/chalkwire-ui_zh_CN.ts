<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Chalkwire::Ui::EmptyState</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the command</source>
        <translation>复制该命令</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::Fields</name>
    <message>
        <source>The client says who it is and what it speaks: the first frame of a connection</source>
        <translation>客户端说明自己是谁、使用什么协议：连接的第一帧</translation>
    </message>
    <message>
        <source>The server answers hello: the client is in, under this name</source>
        <translation>服务端应答 hello：客户端已进入，使用这个名字</translation>
    </message>
    <message>
        <source>The client wants to be in a room</source>
        <translation>客户端想进入一个房间</translation>
    </message>
    <message>
        <source>The server answers join: who is in the room, and what is kept of it</source>
        <translation>服务端应答 join：房间里有谁，保存了什么</translation>
    </message>
    <message>
        <source>Somebody came into a room</source>
        <translation>有人进入了房间</translation>
    </message>
    <message>
        <source>The client leaves a room</source>
        <translation>客户端离开房间</translation>
    </message>
    <message>
        <source>Somebody left a room</source>
        <translation>有人离开了房间</translation>
    </message>
    <message>
        <source>The client lets somebody into a private room</source>
        <translation>客户端让某人进入私密房间</translation>
    </message>
    <message>
        <source>The server answers invite: it is done</source>
        <translation>服务端应答 invite：已完成</translation>
    </message>
    <message>
        <source>Somebody lets this client into a private room</source>
        <translation>有人让此客户端进入私密房间</translation>
    </message>
    <message>
        <source>The client wants another name</source>
        <translation>客户端想换一个名字</translation>
    </message>
    <message>
        <source>Somebody has another name now</source>
        <translation>有人换了名字</translation>
    </message>
    <message>
        <source>The client asks who is there</source>
        <translation>客户端询问谁在场</translation>
    </message>
    <message>
        <source>The server answers who</source>
        <translation>服务端应答 who</translation>
    </message>
    <message>
        <source>The client asks which rooms there are, or the server says it</source>
        <translation>客户端询问有哪些房间，或服务端回答</translation>
    </message>
    <message>
        <source>Somebody is writing: shown for a moment, not kept</source>
        <translation>有人正在输入：只显示片刻，不保存</translation>
    </message>
    <message>
        <source>Somebody goes away from the screen, or is back</source>
        <translation>有人离开屏幕，或回来了</translation>
    </message>
    <message>
        <source>How long the room keeps what is said has changed</source>
        <translation>房间保存发言的时间变了</translation>
    </message>
    <message>
        <source>The operator removed the room</source>
        <translation>操作员移除了房间</translation>
    </message>
    <message>
        <source>The client says something in a room</source>
        <translation>客户端在房间里发言</translation>
    </message>
    <message>
        <source>The server answers: it is kept, under this number</source>
        <translation>服务端应答：已保存，编号如下</translation>
    </message>
    <message>
        <source>Somebody said something in a room</source>
        <translation>有人在房间里发言</translation>
    </message>
    <message>
        <source>The client changes what it said</source>
        <translation>客户端修改自己的发言</translation>
    </message>
    <message>
        <source>Somebody changed what they said</source>
        <translation>有人修改了自己的发言</translation>
    </message>
    <message>
        <source>The client takes back what it said</source>
        <translation>客户端撤回自己的发言</translation>
    </message>
    <message>
        <source>Somebody took back what they said</source>
        <translation>有人撤回了自己的发言</translation>
    </message>
    <message>
        <source>The client answers a message with a sign</source>
        <translation>客户端用一个符号回应消息</translation>
    </message>
    <message>
        <source>Somebody answered a message with a sign</source>
        <translation>有人用一个符号回应了消息</translation>
    </message>
    <message>
        <source>What a room is about is changed</source>
        <translation>房间的话题变了</translation>
    </message>
    <message>
        <source>A message to one person; it is not kept</source>
        <translation>发给一个人的消息；不保存</translation>
    </message>
    <message>
        <source>The operator speaks to everybody; it is not kept</source>
        <translation>操作员对所有人讲话；不保存</translation>
    </message>
    <message>
        <source>The client asks for what was said before, or the server says that this was it</source>
        <translation>客户端查询以前的发言，或服务端说明已全部给出</translation>
    </message>
    <message>
        <source>The client looks for words in what was said</source>
        <translation>客户端在发言中搜索词语</translation>
    </message>
    <message>
        <source>A message that a search found</source>
        <translation>搜索找到的一条消息</translation>
    </message>
    <message>
        <source>The server says that these were the hits</source>
        <translation>服务端说明搜索结果已全部给出</translation>
    </message>
    <message>
        <source>The client says how far its user has read</source>
        <translation>客户端说明用户读到了哪里</translation>
    </message>
    <message>
        <source>How far the user has read in each room: asked for, or answered</source>
        <translation>用户在每个房间读到了哪里：询问或应答</translation>
    </message>
    <message>
        <source>Asks the other side whether it is there</source>
        <translation>询问对方是否还在</translation>
    </message>
    <message>
        <source>Answers ping: it is there</source>
        <translation>应答 ping：还在</translation>
    </message>
    <message>
        <source>The end: what comes after it does not count</source>
        <translation>结束：之后的内容无效</translation>
    </message>
    <message>
        <source>The server could not do what a frame asked for</source>
        <translation>服务端无法完成某一帧的要求</translation>
    </message>
    <message>
        <source>The client wants to give a file to a room</source>
        <translation>客户端想把文件交给房间</translation>
    </message>
    <message>
        <source>The server answers offer: send the bytes, from this one on</source>
        <translation>服务端应答 offer：从这个字节开始发送</translation>
    </message>
    <message>
        <source>A piece of a file, in the payload behind this header</source>
        <translation>文件的一段，在此头部之后的载荷里</translation>
    </message>
    <message>
        <source>The server says how much of a file is written</source>
        <translation>服务端说明文件已写入多少</translation>
    </message>
    <message>
        <source>The client wants the content of a file</source>
        <translation>客户端想要文件的内容</translation>
    </message>
    <message>
        <source>The server says that this was the file</source>
        <translation>服务端说明文件已全部给出</translation>
    </message>
    <message>
        <source>The client gives a transfer up</source>
        <translation>客户端放弃一次传输</translation>
    </message>
    <message>
        <source>The server answers stop</source>
        <translation>服务端应答 stop</translation>
    </message>
    <message>
        <source>The protocol knows no such field here: it is ignored</source>
        <translation>协议在这里没有这个字段：忽略</translation>
    </message>
    <message>
        <source>What this frame is. No frame has this type: it is answered with unknown_type</source>
        <translation>这一帧是什么。没有这种类型的帧：以 unknown_type 应答</translation>
    </message>
    <message>
        <source>So many raw bytes follow the line end: the payload</source>
        <translation>行结束符之后有这么多原始字节：载荷</translation>
    </message>
    <message>
        <source>Raw bytes that belong to this frame: the next one begins right behind them</source>
        <translation>属于这一帧的原始字节：下一帧紧接其后</translation>
    </message>
    <message>
        <source>Here the line ends, and with it the header or the message</source>
        <translation>行在此结束，头部或消息也随之结束</translation>
    </message>
    <message>
        <source>The highest version of the protocol that the client speaks, or the one that is spoken now</source>
        <translation>客户端支持的最高协议版本，或现在使用的版本</translation>
    </message>
    <message>
        <source>What the client wants to be called</source>
        <translation>客户端想用的名字</translation>
    </message>
    <message>
        <source>What the client is called from now on</source>
        <translation>客户端从现在起的名字</translation>
    </message>
    <message>
        <source>Which program the server is</source>
        <translation>服务端是什么程序</translation>
    </message>
    <message>
        <source>What this server can do beyond the least</source>
        <translation>此服务端在基本功能之外还能做什么</translation>
    </message>
    <message>
        <source>The server can do this</source>
        <translation>服务端能做这件事</translation>
    </message>
    <message>
        <source>Which history this is: the numbers of entries mean nothing in another one</source>
        <translation>这是哪一份历史记录：条目编号在别的记录中没有意义</translation>
    </message>
    <message>
        <source>What one client may send</source>
        <translation>一个客户端可以发送什么</translation>
    </message>
    <message>
        <source>The most bytes of a header</source>
        <translation>头部的最大字节数</translation>
    </message>
    <message>
        <source>The most bytes of a payload</source>
        <translation>载荷的最大字节数</translation>
    </message>
    <message>
        <source>The most bytes of what is said at once</source>
        <translation>一次发言的最大字节数</translation>
    </message>
    <message>
        <source>The most characters of a name</source>
        <translation>名字的最大字符数</translation>
    </message>
    <message>
        <source>In so many rooms a client may be at once</source>
        <translation>客户端最多同时在这么多房间里</translation>
    </message>
    <message>
        <source>So many entries come in one answer to history</source>
        <translation>一次 history 应答最多这么多条</translation>
    </message>
    <message>
        <source>So many requests may wait for their answers at once</source>
        <translation>最多这么多请求同时等待应答</translation>
    </message>
    <message>
        <source>The most bytes of a file</source>
        <translation>文件的最大字节数</translation>
    </message>
    <message>
        <source>So many files may be on their way at once</source>
        <translation>最多这么多文件同时传输</translation>
    </message>
    <message>
        <source>Drawn by who asks: the answer has the same, so that it is known which question it is about</source>
        <translation>由询问方选定：应答带有同样的值，以便知道是哪个问题</translation>
    </message>
    <message>
        <source>The room that is meant</source>
        <translation>所指的房间</translation>
    </message>
    <message>
        <source>The rooms that there are</source>
        <translation>现有的房间</translation>
    </message>
    <message>
        <source>One room of the list</source>
        <translation>列表中的一个房间</translation>
    </message>
    <message>
        <source>So many are in this room</source>
        <translation>此房间里有这么多人</translation>
    </message>
    <message>
        <source>Who is there; 256 at most are named</source>
        <translation>谁在场；最多列出 256 个</translation>
    </message>
    <message>
        <source>Somebody who is there</source>
        <translation>在场的某人</translation>
    </message>
    <message>
        <source>How many there are, those that are not listed too</source>
        <translation>总共有多少，包括未列出的</translation>
    </message>
    <message>
        <source>Whether only those who were invited may join</source>
        <translation>是否只有受邀者可以加入</translation>
    </message>
    <message>
        <source>What came after this entry is wanted as well</source>
        <translation>也要这一条之后的内容</translation>
    </message>
    <message>
        <source>The number of the first entry that is kept</source>
        <translation>所保存的第一条的编号</translation>
    </message>
    <message>
        <source>The number of the last entry that is kept</source>
        <translation>所保存的最后一条的编号</translation>
    </message>
    <message>
        <source>Entries are kept for so many days</source>
        <translation>条目保存这么多天</translation>
    </message>
    <message>
        <source>Who is invited</source>
        <translation>被邀请的人</translation>
    </message>
    <message>
        <source>Who it is about</source>
        <translation>说的是谁</translation>
    </message>
    <message>
        <source>Who invites</source>
        <translation>邀请者</translation>
    </message>
    <message>
        <source>The name until now</source>
        <translation>原来的名字</translation>
    </message>
    <message>
        <source>The name from now on</source>
        <translation>新的名字</translation>
    </message>
    <message>
        <source>Who is writing</source>
        <translation>谁正在输入</translation>
    </message>
    <message>
        <source>Whether somebody is away</source>
        <translation>是否离开</translation>
    </message>
    <message>
        <source>Who of them is away</source>
        <translation>其中谁离开了</translation>
    </message>
    <message>
        <source>Why, in words</source>
        <translation>用文字说明原因</translation>
    </message>
    <message>
        <source>Drawn at random by the client: sent again with the same one, it is kept once</source>
        <translation>由客户端随机选定：用同一值重发，也只保存一次</translation>
    </message>
    <message>
        <source>What is said</source>
        <translation>发言内容</translation>
    </message>
    <message>
        <source>The sign, or a short word</source>
        <translation>符号或短词</translation>
    </message>
    <message>
        <source>What the room is about</source>
        <translation>房间的话题</translation>
    </message>
    <message>
        <source>What the operator says</source>
        <translation>操作员说的话</translation>
    </message>
    <message>
        <source>Whom it is for</source>
        <translation>发给谁</translation>
    </message>
    <message>
        <source>Who said it</source>
        <translation>谁说的</translation>
    </message>
    <message>
        <source>The number of this entry in its room: 1, 2, 3 and so on without a gap</source>
        <translation>此条在房间中的编号：1、2、3……没有间断</translation>
    </message>
    <message>
        <source>When it was said, by the server&apos;s clock: milliseconds since 1970-01-01 UTC, shown here in local time</source>
        <translation>发言时间，按服务端时钟：自 1970-01-01 UTC 起的毫秒数，这里显示为本地时间</translation>
    </message>
    <message>
        <source>The number of the message that this one answers</source>
        <translation>此消息所回复消息的编号</translation>
    </message>
    <message>
        <source>The number of the message that this is about</source>
        <translation>所涉及消息的编号</translation>
    </message>
    <message>
        <source>It happened before: sent again to a client that was not there</source>
        <translation>以前发生的事：补发给当时不在的客户端</translation>
    </message>
    <message>
        <source>The client that is told this said it itself, or another of its author</source>
        <translation>收到它的客户端自己说的，或者同一作者的另一个客户端说的</translation>
    </message>
    <message>
        <source>The number of the entry that changed the text</source>
        <translation>修改了文本的那一条的编号</translation>
    </message>
    <message>
        <source>The number of the entry that took it back</source>
        <translation>撤回它的那一条的编号</translation>
    </message>
    <message>
        <source>Entries below this number are wanted</source>
        <translation>要编号小于此的条目</translation>
    </message>
    <message>
        <source>Entries above this number are wanted</source>
        <translation>要编号大于此的条目</translation>
    </message>
    <message>
        <source>So many entries are wanted</source>
        <translation>要这么多条</translation>
    </message>
    <message>
        <source>Whether there are others in that direction</source>
        <translation>那个方向上是否还有</translation>
    </message>
    <message>
        <source>The words to look for</source>
        <translation>要搜索的词语</translation>
    </message>
    <message>
        <source>Hits before this one are wanted: the next page</source>
        <translation>要此条之前的结果：下一页</translation>
    </message>
    <message>
        <source>What to ask for as before, for the next page</source>
        <translation>取下一页时作为 before 的值</translation>
    </message>
    <message>
        <source>The number of the last entry that has been read</source>
        <translation>已读到的最后一条的编号</translation>
    </message>
    <message>
        <source>How far has been read, room by room</source>
        <translation>每个房间读到了哪里</translation>
    </message>
    <message>
        <source>How far one room has been read</source>
        <translation>一个房间读到了哪里</translation>
    </message>
    <message>
        <source>Why the connection ends</source>
        <translation>连接为何结束</translation>
    </message>
    <message>
        <source>Come back after so many seconds</source>
        <translation>这么多秒之后再来</translation>
    </message>
    <message>
        <source>Whether to come back at all</source>
        <translation>是否还要再来</translation>
    </message>
    <message>
        <source>What is wrong, for programs</source>
        <translation>错在哪里，供程序使用</translation>
    </message>
    <message>
        <source>What is wrong, for people</source>
        <translation>错在哪里，供人阅读</translation>
    </message>
    <message>
        <source>The type of the frame that it is about</source>
        <translation>所涉及的帧的类型</translation>
    </message>
    <message>
        <source>The field that is wrong</source>
        <translation>出错的字段</translation>
    </message>
    <message>
        <source>Which transfer it is: all its frames have the same</source>
        <translation>是哪一次传输：它的所有帧都带同样的值</translation>
    </message>
    <message>
        <source>The file that the message brings</source>
        <translation>消息所带的文件</translation>
    </message>
    <message>
        <source>What the file is called, without a folder</source>
        <translation>文件名，不含文件夹</translation>
    </message>
    <message>
        <source>How many bytes the file has</source>
        <translation>文件有多少字节</translation>
    </message>
    <message>
        <source>A fingerprint of the content (SHA-256): what came is checked against it</source>
        <translation>内容的指纹（SHA-256）：用来核对收到的内容</translation>
    </message>
    <message>
        <source>From this byte of the file on, counted from 0</source>
        <translation>从文件的这个字节起，自 0 计</translation>
    </message>
    <message>
        <source>Up to this byte of the file</source>
        <translation>到文件的这个字节为止</translation>
    </message>
    <message>
        <source>What one read returned is one request: nothing else says where it ends</source>
        <translation>一次读取返回的内容就是一个请求：没有别的东西说明它在哪里结束</translation>
    </message>
    <message>
        <source>Asks the server to end the conversation</source>
        <translation>请服务端结束对话</translation>
    </message>
    <message>
        <source>The server took the message</source>
        <translation>服务端收下了消息</translation>
    </message>
    <message>
        <source>The server ends the conversation</source>
        <translation>服务端结束对话</translation>
    </message>
    <message>
        <source>Something that the server says, not a person</source>
        <translation>服务端说的话，不是某个人</translation>
    </message>
    <message>
        <source>What the server is to do</source>
        <translation>要服务端做什么</translation>
    </message>
    <message>
        <source>Which name is meant</source>
        <translation>所指的名字</translation>
    </message>
    <message>
        <source>Which room is meant</source>
        <translation>所指的房间</translation>
    </message>
    <message>
        <source>What is said to this person only</source>
        <translation>只对此人说的话</translation>
    </message>
    <message>
        <source>This command needs nothing more</source>
        <translation>此命令不需要更多内容</translation>
    </message>
    <message>
        <source>The room that it is said in</source>
        <translation>发言所在的房间</translation>
    </message>
    <message>
        <source>Another kind of value belongs here: it is answered with bad_field</source>
        <translation>这里应是另一种值：以 bad_field 应答</translation>
    </message>
    <message>
        <source>Line end</source>
        <translation>行结束符</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>Notice</source>
        <translation>通知</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名字</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>The rest</source>
        <translation>其余部分</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>1 item</source>
        <translation>1 项</translation>
    </message>
    <message>
        <source>%1 items</source>
        <translation>%1 项</translation>
    </message>
    <message>
        <source>1 field</source>
        <translation>1 个字段</translation>
    </message>
    <message>
        <source>%1 fields</source>
        <translation>%1 个字段</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>number</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>真或假</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>空值</translation>
    </message>
    <message>
        <source>list</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>A line has at most %1 bytes of text (§4): byte %2 is one too many</source>
        <translation>一行最多 %1 字节文本（§4）：字节 %2 已超出</translation>
    </message>
    <message>
        <source>A header has at most %1 bytes (§9.1): byte %2 is one too many</source>
        <translation>头部最多 %1 字节（§9.1）：字节 %2 已超出</translation>
    </message>
    <message>
        <source>At byte %1 more objects and lists are within each other than may be (§9.1)</source>
        <translation>在字节 %1 处，对象和列表的嵌套层数超出允许（§9.1）</translation>
    </message>
    <message>
        <source>The key at byte %1 is in this object already (§9.1)</source>
        <translation>字节 %1 处的键在此对象中已经有了（§9.1）</translation>
    </message>
    <message>
        <source>Byte %1 is not clean UTF-8 text: wrong UTF-8, U+0000 or half of a surrogate pair (§9.1)</source>
        <translation>字节 %1 不是干净的 UTF-8 文本：错误的 UTF-8、U+0000 或半个代理对（§9.1）</translation>
    </message>
    <message>
        <source>bytes, at byte %1, has to be a whole number from 0 to %2 (§9.1)</source>
        <translation>字节 %1 处的 bytes 必须是 0 到 %2 的整数（§9.1）</translation>
    </message>
    <message>
        <source>A header is one JSON object (§9.1): byte %1 cannot stand there</source>
        <translation>头部是一个 JSON 对象（§9.1）：字节 %1 不能出现在那里</translation>
    </message>
    <message>
        <source>A secret of the client: connections that say the same are the same author</source>
        <translation>客户端的秘密：说出同一秘密的连接是同一作者</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::FieldsPane</name>
    <message>
        <source>Choose a field: what it means stands here.</source>
        <translation>选择一个字段：其含义显示在这里。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::FieldsView</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Fields of the record</source>
        <translation>记录的字段</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Transport</source>
        <translation>传输方式</translation>
    </message>
    <message>
        <source>Direction</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Offset in the stream</source>
        <translation>在字节流中的偏移</translation>
    </message>
    <message>
        <source>TCP segments</source>
        <translation>TCP 报文段</translation>
    </message>
    <message>
        <source>Fault</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>事件</translation>
    </message>
    <message>
        <source>Recipients</source>
        <translation>接收者</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>另有 %1 个</translation>
    </message>
    <message>
        <source>Recipient</source>
        <translation>接收者</translation>
    </message>
    <message>
        <source>client %1, at offset %2</source>
        <translation>客户端 %1，偏移 %2</translation>
    </message>
    <message>
        <source>Messages that end in it</source>
        <translation>在其中结束的消息</translation>
    </message>
    <message>
        <source>Reads it came in</source>
        <translation>分几次读取到达</translation>
    </message>
    <message>
        <source>At byte</source>
        <translation>起始字节</translation>
    </message>
    <message>
        <source>Meaning</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>%1 more fields are not listed</source>
        <translation>还有 %1 个字段未列出</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>%1: %2. docs/protocol.md %3
%4, %5 from byte %6 on: %7</source>
        <translation>%1：%2。docs/protocol.md %3
%4，从字节 %6 起 %5：%7</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <translation>%1：%2。%3</translation>
    </message>
    <message>
        <source>Broken rule</source>
        <translation>违反的规则</translation>
    </message>
    <message>
        <source>%1: %2.</source>
        <translation>%1：%2。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::FilterLine</name>
    <message>
        <source>filtering, %1 %</source>
        <translation>正在过滤，%1 %</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>Records shown: %1</source>
        <translation>显示的记录：%1</translation>
    </message>
    <message>
        <source>has this text</source>
        <translation>含有这段文本</translation>
    </message>
    <message>
        <source>has exactly these words</source>
        <translation>含有引号内的完整词句</translation>
    </message>
    <message>
        <source>sent by the client ana (or from:3)</source>
        <translation>由客户端 ana 发送（也可写 from:3）</translation>
    </message>
    <message>
        <source>sent to the client ana</source>
        <translation>发给客户端 ana</translation>
    </message>
    <message>
        <source>everything of client 3</source>
        <translation>客户端 3 的全部记录</translation>
    </message>
    <message>
        <source>in the room lobby</source>
        <translation>在房间 lobby 中</translation>
    </message>
    <message>
        <source>only frames (also chunk, opened, closed, event)</source>
        <translation>只看帧（也可用 chunk、opened、closed、event）</translation>
    </message>
    <message>
        <source>client to server (dir:out: the other way)</source>
        <translation>客户端发往服务端（dir:out 为反方向）</translation>
    </message>
    <message>
        <source>longer than 100 bytes</source>
        <translation>长于 100 字节</translation>
    </message>
    <message>
        <source>has these bytes</source>
        <translation>含有这些字节</translation>
    </message>
    <message>
        <source>text that is not clean UTF-8</source>
        <translation>不是规范 UTF-8 的文本</translation>
    </message>
    <message>
        <source>- in front: everything but this</source>
        <translation>前面加 -：排除这一类</translation>
    </message>
    <message>
        <source>| between: one or the other</source>
        <translation>中间用 |：满足其一即可</translation>
    </message>
    <message>
        <source>Filter: from:ana &quot;hello&quot; bytes&gt;100</source>
        <translation>过滤：from:ana &quot;hello&quot; bytes&gt;100</translation>
    </message>
    <message>
        <source>Traffic filter</source>
        <translation>流量过滤器</translation>
    </message>
    <message>
        <source>Filter examples</source>
        <translation>过滤示例</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::Format</name>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 KiB</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>%1/s</source>
        <translation>%1/秒</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 微秒</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::HexView</name>
    <message>
        <source>… and %1 more, which are not shown</source>
        <translation>……另有 %1 未显示</translation>
    </message>
    <message>
        <source>Bytes: %1</source>
        <translation>字节：%1</translation>
    </message>
    <message>
        <source>Selected: bytes %1 to %2, %3, as text %4</source>
        <translation>已选：第 %1 至 %2 字节，%3，文本为 %4</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>复制为文本(&amp;T)</translation>
    </message>
    <message>
        <source>Copy as &amp;hex</source>
        <translation>复制为十六进制(&amp;H)</translation>
    </message>
    <message>
        <source>Copy as hex &amp;dump</source>
        <translation>复制为十六进制转储(&amp;D)</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>全选(&amp;A)</translation>
    </message>
    <message>
        <source>No bytes: choose a chunk or a frame above.</source>
        <translation>没有字节：请在上面选择一个数据块或帧。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::Inspector</name>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Lanes</source>
        <translation>泳道</translation>
    </message>
    <message>
        <source>Inspector of the chosen record</source>
        <translation>所选记录的检查器</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::LaneWords</name>
    <message>
        <source>%1 segments arrived before one read took them: TCP keeps no message boundaries, so several sends can become one read.</source>
        <translation>有 %1 个报文段在一次读取之前到达：TCP 不保留消息边界，多次发送可能在一次读取中一起取走（粘包）。</translation>
    </message>
    <message>
        <source>One read returned %1 messages: they were sent one after another and came together, because a stream has no boundaries. The line ends tell them apart.</source>
        <translation>一次读取得到 %1 条消息：它们先后发出却一起到达，因为字节流没有边界（粘包）。靠行尾才能把它们分开。</translation>
    </message>
    <message>
        <source>One write carried %1 messages.</source>
        <translation>一次写入带走了 %1 条消息。</translation>
    </message>
    <message>
        <source>%1 bytes wait here: they begin a message whose end has not come yet.</source>
        <translation>这里有 %1 字节在等待：它们是一条消息的开头，结尾尚未到达（分包）。</translation>
    </message>
    <message>
        <source>This message came in %1 reads: the receiver has to keep the parts until the last one is there.</source>
        <translation>这条消息分 %1 次读取才收齐（分包）：接收方必须保留前面的部分，直到最后一部分到达。</translation>
    </message>
    <message>
        <source>This message went out in %1 writes.</source>
        <translation>这条消息分 %1 次写入发出。</translation>
    </message>
    <message>
        <source>Nothing has passed in this direction yet.</source>
        <translation>这个方向还没有数据经过。</translation>
    </message>
    <message>
        <source>Reads: %1. Messages: %2. Choose a bar to see why they differ or agree.</source>
        <translation>读取：%1 次。消息：%2 条。选中一个色条，查看两者为何不同或相同。</translation>
    </message>
    <message>
        <source>Writes: %1. Messages: %2. Choose a bar to see why they differ or agree.</source>
        <translation>写入：%1 次。消息：%2 条。选中一个色条，查看两者为何不同或相同。</translation>
    </message>
    <message>
        <source>%1 messages in 1 read</source>
        <translation>1 次读取含 %1 条消息</translation>
    </message>
    <message>
        <source>%1 messages in 1 write</source>
        <translation>1 次写入含 %1 条消息</translation>
    </message>
    <message>
        <source>1 message in %1 reads</source>
        <translation>1 条消息分 %1 次读取</translation>
    </message>
    <message>
        <source>1 message in %1 writes</source>
        <translation>1 条消息分 %1 次写入</translation>
    </message>
    <message>
        <source>%1 segments in 1 read</source>
        <translation>1 次读取含 %1 个报文段</translation>
    </message>
    <message>
        <source>%1 bytes waiting</source>
        <translation>%1 字节等待中</translation>
    </message>
    <message>
        <source>not UTF-8</source>
        <translation>不是 UTF-8</translation>
    </message>
    <message>
        <source>cut character</source>
        <translation>字符被截断</translation>
    </message>
    <message>
        <source>zero byte</source>
        <translation>零字节</translation>
    </message>
    <message>
        <source>UDP: each datagram is one message. It can be lost, but never joined or split.</source>
        <translation>UDP：每个数据报就是一条消息。它可能丢失，但不会粘连或拆分。</translation>
    </message>
    <message>
        <source>These bytes were read, but no message was cut from them.</source>
        <translation>这些字节已读取，但没有从中切出消息。</translation>
    </message>
    <message>
        <source>These bytes were written as they are, outside of any message.</source>
        <translation>这些字节按原样写出，不属于任何消息。</translation>
    </message>
    <message>
        <source>One read returned exactly one message. That is luck: the stream does not promise it.</source>
        <translation>一次读取恰好得到一条消息。这只是巧合：字节流并不保证如此。</translation>
    </message>
    <message>
        <source>One write carried exactly one message.</source>
        <translation>一次写入恰好带走一条消息。</translation>
    </message>
    <message>
        <source>1 byte waiting</source>
        <translation>1 字节等待中</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::LanesPainter</name>
    <message>
        <source>Chunks: what each read returned</source>
        <translation>数据块：每次读取的结果</translation>
    </message>
    <message>
        <source>Chunks: what each write took</source>
        <translation>数据块：每次写入的内容</translation>
    </message>
    <message>
        <source>Frames: none were cut from these bytes</source>
        <translation>帧：没有从这些字节中切出帧</translation>
    </message>
    <message>
        <source>Frames: the messages cut from them</source>
        <translation>帧：从中切出的消息</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::LanesPane</name>
    <message>
        <source>Choose a record to see its stream.</source>
        <translation>选择一条记录，查看它所在的字节流。</translation>
    </message>
    <message>
        <source>Stream of client %1:</source>
        <translation>客户端 %1 的字节流：</translation>
    </message>
    <message>
        <source>Direction of the stream</source>
        <translation>字节流的方向</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Show the whole stream</source>
        <translation>显示整个字节流</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::LanesView</name>
    <message>
        <source>Lanes. %1</source>
        <translation>泳道。%1</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::SendBox</name>
    <message>
        <source>%1 of %2 bytes</source>
        <translation>%1 / %2 字节</translation>
    </message>
    <message>
        <source>Too long: %1 of at most %2 bytes. Shorten it.</source>
        <translation>太长：共 %1 字节，最多 %2 字节。请缩短。</translation>
    </message>
    <message>
        <source>Too long: %1 characters. Shorten it.</source>
        <translation>太长：共 %1 个字符。请缩短。</translation>
    </message>
    <message>
        <source>Character %1 is not hex: write two digits a byte, like 48 65 or 0x48,0x65.</source>
        <translation>第 %1 个字符不是十六进制：每字节写两位，例如 48 65 或 0x48,0x65。</translation>
    </message>
    <message>
        <source>Character %1: after a backslash write n, r, t, 0, xNN or a second backslash.</source>
        <translation>第 %1 个字符：反斜杠后面应写 n、r、t、0、xNN 或再写一个反斜杠。</translation>
    </message>
    <message>
        <source>Send box: %1</source>
        <translation>发送框：%1</translation>
    </message>
    <message>
        <source>There is nothing to send yet: type something first.</source>
        <translation>还没有可发送的内容：请先输入。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Hex</source>
        <translation>十六进制</translation>
    </message>
    <message>
        <source>How the input is read</source>
        <translation>输入的解读方式</translation>
    </message>
    <message>
        <source>Text takes \n \r \t \0 \xNN; hex takes 48 65, 4865, 0x48,0x65 or \x48</source>
        <translation>文本可用 \n \r \t \0 \xNN；十六进制可写 48 65、4865、0x48,0x65 或 \x48</translation>
    </message>
    <message>
        <source>No line end</source>
        <translation>无行尾</translation>
    </message>
    <message>
        <source>LF</source>
        <translation>LF</translation>
    </message>
    <message>
        <source>CR LF</source>
        <translation>CR LF</translation>
    </message>
    <message>
        <source>CR</source>
        <translation>CR</translation>
    </message>
    <message>
        <source>What is added behind the input</source>
        <translation>附加在输入之后的行尾</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send the input</source>
        <translation>发送输入的内容</translation>
    </message>
    <message>
        <source>What to send</source>
        <translation>要发送的内容</translation>
    </message>
    <message>
        <source>%1 with the line end</source>
        <translation>含行尾 %1</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::TrafficModel</name>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>客户端</translation>
    </message>
    <message>
        <source>Dir</source>
        <comment>direction, as narrow as can be</comment>
        <translation>方向</translation>
    </message>
    <message>
        <source>What</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::TrafficPanel</name>
    <message>
        <source>Follow</source>
        <translation>跟随</translation>
    </message>
    <message>
        <source>Keep the newest row in sight while the table is at its end</source>
        <translation>表格停在末尾时，始终显示最新一行</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Hold the rows still; recording goes on</source>
        <translation>让各行静止不动；记录仍在继续</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Forget all records</source>
        <translation>清除所有记录</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Write records to a file</source>
        <translation>把记录写入文件</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Previous row</source>
        <translation>上一行</translation>
    </message>
    <message>
        <source>Next row</source>
        <translation>下一行</translation>
    </message>
    <message>
        <source>Previous in this conversation</source>
        <translation>本会话的上一条</translation>
    </message>
    <message>
        <source>Next in this conversation</source>
        <translation>本会话的下一条</translation>
    </message>
    <message>
        <source>Cancel the export</source>
        <translation>取消导出</translation>
    </message>
    <message>
        <source>Traffic</source>
        <translation>流量</translation>
    </message>
    <message>
        <source>All records</source>
        <translation>全部记录</translation>
    </message>
    <message>
        <source>Records that the filter shows</source>
        <translation>过滤后显示的记录</translation>
    </message>
    <message>
        <source>This client only</source>
        <translation>仅此客户端</translation>
    </message>
    <message>
        <source>Hex dump…</source>
        <translation>十六进制转储…</translation>
    </message>
    <message>
        <source>CSV…</source>
        <translation>CSV…</translation>
    </message>
    <message>
        <source>JSON Lines…</source>
        <translation>JSON Lines…</translation>
    </message>
    <message>
        <source>Hex dump (*.txt)</source>
        <translation>十六进制转储 (*.txt)</translation>
    </message>
    <message>
        <source>CSV (*.csv)</source>
        <translation>CSV (*.csv)</translation>
    </message>
    <message>
        <source>JSON Lines (*.jsonl)</source>
        <translation>JSON Lines (*.jsonl)</translation>
    </message>
    <message>
        <source>Export records</source>
        <translation>导出记录</translation>
    </message>
    <message>
        <source>Exporting: %1 %</source>
        <translation>正在导出：%1 %</translation>
    </message>
    <message>
        <source>Exported %1 records to %2.</source>
        <translation>已将 %1 条记录导出到 %2。</translation>
    </message>
    <message>
        <source>%1 were dropped for memory meanwhile.</source>
        <translation>其间有 %1 条因内存上限被丢弃。</translation>
    </message>
    <message>
        <source>The export to %1 failed: %2. Choose another place.</source>
        <translation>导出到 %1 失败：%2。请换一个位置。</translation>
    </message>
    <message>
        <source>Only the first %1 were copied: use Export for more.</source>
        <translation>只复制了前 %1：更多内容请使用“导出”。</translation>
    </message>
    <message>
        <source>Copy as &amp;text</source>
        <translation>复制为文本(&amp;T)</translation>
    </message>
    <message>
        <source>Copy as &amp;hex</source>
        <translation>复制为十六进制(&amp;H)</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>复制为 JSON(&amp;J)</translation>
    </message>
    <message>
        <source>Show &amp;only client %1</source>
        <translation>只看客户端 %1(&amp;O)</translation>
    </message>
    <message>
        <source>Explain in &amp;lanes</source>
        <translation>用泳道解释(&amp;L)</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>导出已取消。</translation>
    </message>
    <message>
        <source>No record matches the filter.</source>
        <translation>没有符合过滤条件的记录。</translation>
    </message>
    <message>
        <source>Nothing is lost: take the filter away to see everything again.</source>
        <translation>没有丢失任何内容：清除过滤条件即可重新看到全部记录。</translation>
    </message>
    <message>
        <source>Nothing has passed yet.</source>
        <translation>还没有数据经过。</translation>
    </message>
    <message>
        <source>Paused. Recording goes on: %1 new records wait.</source>
        <translation>已暂停，记录仍在继续：有 %1 条新记录等待显示。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::Ui::Words</name>
    <message>
        <source>1 client</source>
        <translation>1 个客户端</translation>
    </message>
    <message>
        <source>%1 clients</source>
        <translation>%1 个客户端</translation>
    </message>
    <message>
        <source>client %1</source>
        <translation>客户端 %1</translation>
    </message>
    <message>
        <source>client %1, %2</source>
        <translation>客户端 %1（%2）</translation>
    </message>
    <message>
        <source>1 byte</source>
        <translation>1 字节</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>%1 segments in 1 read</source>
        <translation>1 次读取含 %1 个报文段</translation>
    </message>
    <message>
        <source>From %1: %2 in one read: %3</source>
        <translation>来自%1：一次读取 %2：%3</translation>
    </message>
    <message>
        <source>To %1: %2 in one write: %3</source>
        <translation>发往%1：一次写入 %2：%3</translation>
    </message>
    <message>
        <source>From %1: %2, %3: %4</source>
        <translation>来自%1：%2，%3：%4</translation>
    </message>
    <message>
        <source>To %1: %2, %3: %4</source>
        <translation>发往%1：%2，%3：%4</translation>
    </message>
    <message>
        <source>client → server</source>
        <translation>客户端 → 服务端</translation>
    </message>
    <message>
        <source>server → client</source>
        <translation>服务端 → 客户端</translation>
    </message>
    <message>
        <source>TCP</source>
        <translation>TCP</translation>
    </message>
    <message>
        <source>local socket</source>
        <translation>本地套接字</translation>
    </message>
    <message>
        <source>UDP</source>
        <translation>UDP</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>尚未确定</translation>
    </message>
    <message>
        <source>tutorial</source>
        <translation>教程</translation>
    </message>
    <message>
        <source>line</source>
        <translation>行</translation>
    </message>
    <message>
        <source>HTTP</source>
        <translation>HTTP</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message>
        <source>raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>frame</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>request</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>answer</source>
        <translation>应答</translation>
    </message>
    <message>
        <source>push</source>
        <translation>推送</translation>
    </message>
    <message>
        <source>HTTP request</source>
        <translation>HTTP 请求</translation>
    </message>
    <message>
        <source>HTTP page</source>
        <translation>HTTP 页面</translation>
    </message>
    <message>
        <source>TLS hello</source>
        <translation>TLS 握手</translation>
    </message>
    <message>
        <source>raw bytes</source>
        <translation>原始字节</translation>
    </message>
    <message>
        <source>Byte %1 is not valid UTF-8</source>
        <translation>第 %1 字节不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>The character that begins at byte %1 is cut off</source>
        <translation>从第 %1 字节开始的字符被截断</translation>
    </message>
    <message>
        <source>Byte %1 is zero</source>
        <translation>第 %1 字节为零</translation>
    </message>
    <message>
        <source>the connection ended</source>
        <translation>连接已结束</translation>
    </message>
    <message>
        <source>the other side closed the connection</source>
        <translation>对方关闭了连接</translation>
    </message>
    <message>
        <source>the other side reset the connection</source>
        <translation>对方重置了连接</translation>
    </message>
    <message>
        <source>the client sent close</source>
        <translation>客户端发送了 close</translation>
    </message>
    <message>
        <source>the client sent /quit</source>
        <translation>客户端发送了 /quit</translation>
    </message>
    <message>
        <source>the operator disconnected it</source>
        <translation>被管理员断开</translation>
    </message>
    <message>
        <source>the operator reset it</source>
        <translation>被管理员重置</translation>
    </message>
    <message>
        <source>the server stopped</source>
        <translation>服务端已停止</translation>
    </message>
    <message>
        <source>it did not read what was sent, and the queue was full</source>
        <translation>它没有读取发来的数据，发送队列已满</translation>
    </message>
    <message>
        <source>a line was too long</source>
        <translation>某一行太长</translation>
    </message>
    <message>
        <source>it sent bytes that are not clean UTF-8 text</source>
        <translation>它发送了不是规范 UTF-8 文本的字节</translation>
    </message>
    <message>
        <source>the HTTP request was answered</source>
        <translation>HTTP 请求已答复</translation>
    </message>
    <message>
        <source>it began TLS on a port without TLS</source>
        <translation>它在没有 TLS 的端口上发起了 TLS</translation>
    </message>
    <message>
        <source>it began a line and did not end it</source>
        <translation>它开始了一行但没有结束</translation>
    </message>
    <message>
        <source>it was silent for too long</source>
        <translation>它沉默得太久</translation>
    </message>
    <message>
        <source>the network failed</source>
        <translation>网络故障</translation>
    </message>
    <message>
        <source>you disconnected</source>
        <translation>你断开了连接</translation>
    </message>
    <message>
        <source>the server answered closed</source>
        <translation>服务端答复了 closed</translation>
    </message>
    <message>
        <source>The line is too long: shorten it.</source>
        <translation>这一行太长：请缩短。</translation>
    </message>
    <message>
        <source>This is not clean UTF-8 text.</source>
        <translation>这不是规范的 UTF-8 文本。</translation>
    </message>
    <message>
        <source>The HTTP header is too big.</source>
        <translation>HTTP 头部太大。</translation>
    </message>
    <message>
        <source>“%1” is not a number that fits here.</source>
        <translation>“%1”不是此处可用的数字。</translation>
    </message>
    <message>
        <source>“%1” is not an address: write it like 127.0.0.1:8000 or [::1]:8000.</source>
        <translation>“%1”不是地址：请写成 127.0.0.1:8000 或 [::1]:8000 的形式。</translation>
    </message>
    <message>
        <source>Character %1: “%2” cannot be read as bytes.</source>
        <translation>第 %1 个字符：“%2”无法解读为字节。</translation>
    </message>
    <message>
        <source>“%1” cannot be a name: use letters, digits, - and _.</source>
        <translation>“%1”不能用作名称：请使用字母、数字、- 和 _。</translation>
    </message>
    <message>
        <source>The name “%1” is taken: choose another.</source>
        <translation>名称“%1”已被占用：请换一个。</translation>
    </message>
    <message>
        <source>There are too many rooms: join one that exists.</source>
        <translation>房间太多：请加入已有的房间。</translation>
    </message>
    <message>
        <source>There is no client “%1”.</source>
        <translation>没有名为“%1”的客户端。</translation>
    </message>
    <message>
        <source>“%1” cannot be sent anything without asking for it.</source>
        <translation>“%1”只接收应答，无法主动向它发送内容。</translation>
    </message>
    <message>
        <source>“%1” is no command: /help lists them.</source>
        <translation>“%1”不是命令：用 /help 查看全部命令。</translation>
    </message>
    <message>
        <source>This is too long to be sent at once: shorten it.</source>
        <translation>内容太长，无法一次发送：请缩短。</translation>
    </message>
    <message>
        <source>There is no connection: connect first.</source>
        <translation>没有连接：请先连接。</translation>
    </message>
    <message>
        <source>Too much is waiting to be sent: try again when some of it is.</source>
        <translation>等待发送的内容太多：请等其中一些发出后再试。</translation>
    </message>
    <message>
        <source>There is no limit “%1”.</source>
        <translation>没有名为“%1”的限制。</translation>
    </message>
    <message>
        <source>This cannot be read: %1</source>
        <translation>无法读取：%1</translation>
    </message>
    <message>
        <source>The configuration has a mistake: %1</source>
        <translation>配置有误：%1</translation>
    </message>
    <message>
        <source>Character %1: something is missing here.</source>
        <translation>第 %1 个字符：此处缺少内容。</translation>
    </message>
    <message>
        <source>Character %1: “%2” is not understood here: press ? for examples.</source>
        <translation>第 %1 个字符：无法理解“%2”：点击 ? 查看示例。</translation>
    </message>
    <message>
        <source>This is no record of a trace: %1</source>
        <translation>这不是流量记录：%1</translation>
    </message>
    <message>
        <source>chunk</source>
        <translation>数据块</translation>
    </message>
    <message>
        <source>opened</source>
        <translation>已连接</translation>
    </message>
    <message>
        <source>closed</source>
        <translation>已断开</translation>
    </message>
    <message>
        <source>connected from %1</source>
        <translation>从 %1 连接</translation>
    </message>
    <message>
        <source>room %1</source>
        <translation>房间 %1</translation>
    </message>
    <message>
        <source>%1 connected from %2</source>
        <translation>%1从 %2 连接</translation>
    </message>
    <message>
        <source>%1 disconnected: %2</source>
        <translation>%1已断开：%2</translation>
    </message>
    <message>
        <source>the server</source>
        <translation>服务端</translation>
    </message>
    <message>
        <source>%1 messages in 1 read</source>
        <translation>1 次读取含 %1 条消息</translation>
    </message>
    <message>
        <source>%1 messages in 1 write</source>
        <translation>1 次写入含 %1 条消息</translation>
    </message>
    <message>
        <source>1 message in %1 reads</source>
        <translation>1 条消息分 %1 次读取</translation>
    </message>
    <message>
        <source>This is no frame of the chat protocol: %1</source>
        <translation>这不是聊天协议的帧：%1</translation>
    </message>
    <message>
        <source>chat</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>chat frame</source>
        <translation>聊天帧</translation>
    </message>
    <message>
        <source>it sent what is no frame of the chat protocol</source>
        <translation>它发来的不是聊天协议的帧</translation>
    </message>
    <message>
        <source>This message is not there any more.</source>
        <translation>这条消息已不存在。</translation>
    </message>
    <message>
        <source>Only who wrote it may change it.</source>
        <translation>只有作者本人可以修改。</translation>
    </message>
    <message>
        <source>There is no space left for the history: make some, and go on.</source>
        <translation>历史记录没有剩余空间：请腾出空间后继续。</translation>
    </message>
    <message>
        <source>The history cannot be read or written: %1</source>
        <translation>无法读取或写入历史记录：%1</translation>
    </message>
    <message>
        <source>Another program has this folder: %1</source>
        <translation>另一个程序正在使用此文件夹：%1</translation>
    </message>
    <message>
        <source>This history is from a newer version of Chalkwire: %1</source>
        <translation>此历史记录来自更新版本的 Chalkwire：%1</translation>
    </message>
    <message>
        <source>it did not answer any more</source>
        <translation>不再回应</translation>
    </message>
    <message>
        <source>it came again over another connection</source>
        <translation>已通过另一个连接重新登录</translation>
    </message>
    <message>
        <source>There is a room “%1” already, and it is not private.</source>
        <translation>房间“%1”已存在，且不是私密房间。</translation>
    </message>
    <message>
        <source>“%1” is private: ask somebody in it to invite you.</source>
        <translation>“%1”是私密房间：请房内成员邀请你。</translation>
    </message>
    <message>
        <source>Nobody more can be invited to this room.</source>
        <translation>此房间不能再邀请更多人。</translation>
    </message>
    <message>
        <source>There is no such room.</source>
        <translation>没有这个房间。</translation>
    </message>
    <message>
        <source>The operator removed this room, with all that was said in it.</source>
        <translation>管理员已删除此房间及其中的全部消息。</translation>
    </message>
    <message>
        <source>This server keeps no history.</source>
        <translation>此服务端不保存历史记录。</translation>
    </message>
    <message>
        <source>This server takes no files.</source>
        <translation>本服务端不接收文件。</translation>
    </message>
    <message>
        <source>This file is not kept any more.</source>
        <translation>此文件已不再保存。</translation>
    </message>
    <message>
        <source>The server takes no file as large as this.</source>
        <translation>服务端不接收这么大的文件。</translation>
    </message>
    <message>
        <source>Your files have as many bytes as you may keep on this server: delete some.</source>
        <translation>你的文件已达到本服务端允许保存的字节数：请删除一些。</translation>
    </message>
    <message>
        <source>What arrived is not what was sent; nothing of it is kept: send it again.</source>
        <translation>收到的内容与发送的不一致，没有保存：请重新发送。</translation>
    </message>
    <message>
        <source>Too many files are on their way: wait for one of them.</source>
        <translation>正在传输的文件过多：请等其中一个完成。</translation>
    </message>
    <message>
        <source>This file is not on its way any more.</source>
        <translation>此文件已不在传输中。</translation>
    </message>
    <message>
        <source>The file has changed since it was given: give it again.</source>
        <translation>文件在给出之后已更改：请重新给出。</translation>
    </message>
    <message>
        <source>This file cannot be written: is there space, and may you write there?</source>
        <translation>无法写入此文件：是否有空间，你是否有写入权限？</translation>
    </message>
    <message>
        <source>What the server says of this file makes no sense.</source>
        <translation>服务端关于此文件的说法没有意义。</translation>
    </message>
</context>
</TS>
