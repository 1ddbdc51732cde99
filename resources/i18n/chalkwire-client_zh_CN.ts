<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Chalkwire::ClientGui::AboutDialog</name>
    <message>
        <source>About Chalkwire Client</source>
        <translation>关于 Chalkwire 客户端</translation>
    </message>
    <message>
        <source>Chalkwire Client %1</source>
        <translation>Chalkwire 客户端 %1</translation>
    </message>
    <message>
        <source>A chat window that shows what passes on the wire.
Free software under the GNU General Public License, version 3 or later.</source>
        <translation>一个能让人看清线路上传了什么的聊天窗口。
自由软件，遵循 GNU 通用公共许可证第 3 版或更高版本。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::AskDialog</name>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::ChatPage</name>
    <message>
        <source>Too long: %1 of at most %2 bytes. Shorten it.</source>
        <translation>太长：共 %1 字节，最多 %2 字节。请缩短。</translation>
    </message>
    <message>
        <source>Finish sending</source>
        <translation>结束发送</translation>
    </message>
    <message>
        <source>Ends your side; what the server still sends arrives</source>
        <translation>结束你这一方的发送；服务端之后发来的内容仍会收到</translation>
    </message>
    <message>
        <source>Type a request; Enter sends, Shift+Enter breaks the line</source>
        <translation>输入请求；按 Enter 发送，Shift+Enter 换行</translation>
    </message>
    <message>
        <source>Say something</source>
        <translation>说点什么</translation>
    </message>
    <message>
        <source>Each text you send is one request, and the server gives one answer: accepted. Send close to end.</source>
        <translation>你发送的每段文本是一个请求，服务端给出一个应答：accepted。发送 close 结束。</translation>
    </message>
    <message>
        <source>Type a message or a command such as /help; Enter sends</source>
        <translation>输入消息，或 /help 之类的命令；按 Enter 发送</translation>
    </message>
    <message>
        <source>Nobody has said anything yet</source>
        <translation>还没有人说话</translation>
    </message>
    <message>
        <source>Take a name with /nick NAME to read what others write, then say hello. /help lists the commands.</source>
        <translation>用 /nick 名字 起个名字，就能读到别人写的内容，然后打个招呼。/help 列出所有命令。</translation>
    </message>
    <message>
        <source>Type text or hex; Enter sends exactly these bytes</source>
        <translation>输入文本或十六进制；按 Enter 原样发送这些字节</translation>
    </message>
    <message>
        <source>Nothing has passed yet</source>
        <translation>还没有任何收发</translation>
    </message>
    <message>
        <source>Type bytes below as text or hex and press Enter. Each read shows up as one row.</source>
        <translation>在下面以文本或十六进制输入字节，然后按 Enter。每次读取显示为一行。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::ChatState</name>
    <message>
        <source>Somebody else is called %1: here you are %2.</source>
        <translation>已有人叫 %1：你在这里的名字是 %2。</translation>
    </message>
    <message>
        <source>You cannot be called %1: %2.</source>
        <translation>不能使用名字 %1：%2。</translation>
    </message>
    <message>
        <source>%1 was not reached: nobody of this name is here, or was here before.</source>
        <translation>没有送达 %1：没有这个名字的人在这里，以前也没有过。</translation>
    </message>
    <message>
        <source>The server reports: %1.</source>
        <translation>服务端报告：%1。</translation>
    </message>
    <message>
        <source>Your name stays as it is: %1.</source>
        <translation>你的名字保持不变：%1。</translation>
    </message>
    <message>
        <source>You could not join %1: %2.</source>
        <translation>未能加入 %1：%2。</translation>
    </message>
    <message>
        <source>%1 was not invited: %2.</source>
        <translation>未能邀请 %1：%2。</translation>
    </message>
    <message>
        <source>The search found nothing out: %1.</source>
        <translation>搜索没有结果：%1。</translation>
    </message>
    <message>
        <source>Older messages could not be loaded: %1.</source>
        <translation>未能加载更早的消息：%1。</translation>
    </message>
    <message>
        <source>The message was not delivered: %1.</source>
        <translation>消息未送达：%1。</translation>
    </message>
    <message>
        <source>The server refused a request: %1.</source>
        <translation>服务端拒绝了一个请求：%1。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::ClientActions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Connection</source>
        <translation>连接(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New connection…</source>
        <translation>新建连接(&amp;N)…</translation>
    </message>
    <message>
        <source>&amp;Save conversation…</source>
        <translation>保存对话(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Connect again</source>
        <translation>重新连接(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Disconnect</source>
        <translation>断开连接(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Reset (drop at once, unsent bytes are lost)</source>
        <translation>重置连接（立即丢弃，未发出的字节会丢失）(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Finish sending (half-close)</source>
        <translation>结束发送（半关闭）(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Wire panel</source>
        <translation>线路面板(&amp;W)</translation>
    </message>
    <message>
        <source>Go to the &amp;newest message</source>
        <translation>转到最新消息(&amp;N)</translation>
    </message>
    <message>
        <source>C&amp;lear conversation</source>
        <translation>清空对话(&amp;L)</translation>
    </message>
    <message>
        <source>Te&amp;xt size</source>
        <translation>文字大小(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Larger</source>
        <translation>放大(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Smaller</source>
        <translation>缩小(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Normal</source>
        <translation>正常(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>主题(&amp;T)</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>跟随桌面(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>浅色(&amp;L)</translation>
    </message>
    <message>
        <source>D&amp;ark</source>
        <translation>深色(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
    </message>
    <message>
        <source>Ne&amp;xt pane</source>
        <translation>下一个窗格(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Previous pane</source>
        <translation>上一个窗格(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Chalkwire Client</source>
        <translation>关于 Chalkwire 客户端(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Search what was said</source>
        <translation>搜索说过的话(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Room</source>
        <translation>房间(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;New room…</source>
        <translation>新建房间(&amp;N)…</translation>
    </message>
    <message>
        <source>Rooms on this &amp;server…</source>
        <translation>此服务端上的房间(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Invite somebody…</source>
        <translation>邀请他人(&amp;I)…</translation>
    </message>
    <message>
        <source>Set the &amp;topic…</source>
        <translation>设置话题(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Change your name…</source>
        <translation>更改你的名字(&amp;C)…</translation>
    </message>
    <message>
        <source>Show &amp;pictures up to 1 MiB</source>
        <translation>显示不超过 1 MiB 的图片(&amp;P)</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::ClientWindow</name>
    <message>
        <source>Nothing has passed yet</source>
        <translation>还没有任何收发</translation>
    </message>
    <message>
        <source>Connect and send something: every write and read appears here.</source>
        <translation>连接并发送一些内容：每次写入和读取都会出现在这里。</translation>
    </message>
    <message>
        <source>Save conversation</source>
        <translation>保存对话</translation>
    </message>
    <message>
        <source>Text files (*.txt)</source>
        <translation>文本文件 (*.txt)</translation>
    </message>
    <message>
        <source>The conversation is saved in %1</source>
        <translation>对话已保存到 %1</translation>
    </message>
    <message>
        <source>The conversation could not be saved: %1. Choose another place.</source>
        <translation>无法保存对话：%1。请换一个位置。</translation>
    </message>
    <message>
        <source>Chalkwire Client</source>
        <translation>Chalkwire 客户端</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::Composer</name>
    <message>
        <source>There is nothing to send yet: type something first.</source>
        <translation>还没有可发送的内容：请先输入。</translation>
    </message>
    <message>
        <source>%1 of %2 bytes</source>
        <translation>%1 / %2 字节</translation>
    </message>
    <message>
        <source>Too long: %1 of at most %2 bytes. Shorten it.</source>
        <translation>太长：共 %1 字节，最多 %2 字节。请缩短。</translation>
    </message>
    <message>
        <source>You correct your message</source>
        <translation>正在更正你的消息</translation>
    </message>
    <message>
        <source>You answer %1</source>
        <translation>回复 %1</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Send the correction</source>
        <translation>发送更正</translation>
    </message>
    <message>
        <source>Send the message</source>
        <translation>发送消息</translation>
    </message>
    <message>
        <source>Message: %1</source>
        <translation>消息：%1</translation>
    </message>
    <message>
        <source>Cancel (Escape)</source>
        <translation>取消（Esc）</translation>
    </message>
    <message>
        <source>Cancel the answer or correction</source>
        <translation>取消回复或更正</translation>
    </message>
    <message>
        <source>Choose an emoji</source>
        <translation>选择表情</translation>
    </message>
    <message>
        <source>Your message</source>
        <translation>你的消息</translation>
    </message>
    <message>
        <source>Give files</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>Give files to this room</source>
        <translation>向此房间发送文件</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::ConnectForm</name>
    <message>
        <source>Connect to a server</source>
        <translation>连接到服务端</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>Address of the server, host and port</source>
        <translation>服务端地址：主机和端口</translation>
    </message>
    <message>
        <source>HOST:PORT, for example 127.0.0.1:8000</source>
        <translation>主机:端口，例如 127.0.0.1:8000</translation>
    </message>
    <message>
        <source>How to speak</source>
        <translation>通信方式</translation>
    </message>
    <message>
        <source>Your &amp;name</source>
        <translation>你的名字(&amp;N)</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可不填</translation>
    </message>
    <message>
        <source>&amp;Room</source>
        <translation>房间(&amp;R)</translation>
    </message>
    <message>
        <source>lobby</source>
        <translation>lobby</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Back to the conversation</source>
        <translation>返回对话</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::ConversationView</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy as hex</source>
        <translation>复制为十六进制</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Go to the newest</source>
        <translation>转到最新</translation>
    </message>
    <message>
        <source>1 new message</source>
        <translation>1 条新消息</translation>
    </message>
    <message>
        <source>%1 new messages</source>
        <translation>%1 条新消息</translation>
    </message>
    <message>
        <source>Conversation</source>
        <translation>对话</translation>
    </message>
    <message>
        <source>What you sent and what came back, newest last</source>
        <translation>你发送的和收到的内容，最新的在最后</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::EmojiPicker</name>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Faces</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>Hands</source>
        <translation>手势</translation>
    </message>
    <message>
        <source>Things</source>
        <translation>物品</translation>
    </message>
    <message>
        <source>Signs</source>
        <translation>符号</translation>
    </message>
    <message>
        <source>Search, as in: heart</source>
        <translation>搜索，例如：爱心</translation>
    </message>
    <message>
        <source>Search for an emoji by a word</source>
        <translation>按词语搜索表情</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>No emoji has this word</source>
        <translation>没有符合的表情</translation>
    </message>
    <message>
        <source>Choose an emoji</source>
        <translation>选择表情</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::ErrorStrip</name>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>详细信息</translation>
    </message>
    <message>
        <source>Show what the system says</source>
        <translation>显示系统给出的说明</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::FileWords</name>
    <message>
        <source>Get</source>
        <comment>a file</comment>
        <translation>获取</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>%1 · being read: %2 %</source>
        <translation>%1 · 正在读取：%2 %</translation>
    </message>
    <message>
        <source>%1 · waits at %2 %</source>
        <translation>%1 · 等待中，已完成 %2 %</translation>
    </message>
    <message>
        <source>%1 · waits</source>
        <translation>%1 · 等待中</translation>
    </message>
    <message>
        <source>%1 of %2 · %3 %</source>
        <comment>bytes, bytes, percent</comment>
        <translation>%1 / %2 · %3 %</translation>
    </message>
    <message>
        <source>%1 · %2/s</source>
        <comment>what was done, bytes</comment>
        <translation>%1 · %2/秒</translation>
    </message>
    <message>
        <source>%1 · paused at %2 %</source>
        <translation>%1 · 已暂停在 %2 %</translation>
    </message>
    <message>
        <source>%1 · being checked</source>
        <translation>%1 · 正在核对</translation>
    </message>
    <message>
        <source>%1 · fetched</source>
        <translation>%1 · 已获取</translation>
    </message>
    <message>
        <source>Files go into rooms: open the room that is to have them.</source>
        <translation>文件只能发到房间里：请打开要接收它们的房间。</translation>
    </message>
    <message>
        <source>The file on this computer has changed: send it again.</source>
        <translation>这台电脑上的文件已改变：请重新发送。</translation>
    </message>
    <message>
        <source>The file on this computer cannot be read any more.</source>
        <translation>这台电脑上的文件已无法读取。</translation>
    </message>
    <message>
        <source>It cannot be written there: make space, or save it elsewhere.</source>
        <translation>无法写到那里：请腾出空间，或另存到别处。</translation>
    </message>
    <message>
        <source>What the server says of this file makes no sense.</source>
        <translation>服务端对此文件的说明没有意义。</translation>
    </message>
    <message>
        <source>The server&apos;s disk is full: try again later.</source>
        <translation>服务端的磁盘已满：请稍后再试。</translation>
    </message>
    <message>
        <source>The server cannot store or read it now.</source>
        <translation>服务端现在无法存储或读取它。</translation>
    </message>
    <message>
        <source>You may keep no more on this server: delete files of yours.</source>
        <translation>你在此服务端上不能再存放更多：请删除一些你的文件。</translation>
    </message>
    <message>
        <source>The server takes no file as large as this.</source>
        <translation>服务端不接受这么大的文件。</translation>
    </message>
    <message>
        <source>What arrived is not what was sent: try again.</source>
        <translation>收到的内容与发送的不同：请重试。</translation>
    </message>
    <message>
        <source>The server does not have this file any more.</source>
        <translation>服务端上已没有这个文件。</translation>
    </message>
    <message>
        <source>This server takes no files.</source>
        <translation>此服务端不接受文件。</translation>
    </message>
    <message>
        <source>This server keeps nothing.</source>
        <translation>此服务端不保存任何内容。</translation>
    </message>
    <message>
        <source>You are not in this room.</source>
        <translation>你不在这个房间里。</translation>
    </message>
    <message>
        <source>There is no connection: it goes on when there is.</source>
        <translation>没有连接：连上后会继续。</translation>
    </message>
    <message>
        <source>Too many files are on their way: it waits for its turn.</source>
        <translation>正在传输的文件太多：它在排队等候。</translation>
    </message>
    <message>
        <source>The server has dropped it: try again.</source>
        <translation>服务端已放弃它：请重试。</translation>
    </message>
    <message>
        <source>It did not work: %1.</source>
        <translation>没有成功：%1。</translation>
    </message>
    <message>
        <source>File %1, %2.</source>
        <translation>文件 %1，%2。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::FilesLink</name>
    <message>
        <source>%1 is a folder: pack it into one file first.</source>
        <translation>%1 是文件夹：请先打包成一个文件。</translation>
    </message>
    <message>
        <source>%1 is no file of this computer.</source>
        <translation>%1 不是这台电脑上的文件。</translation>
    </message>
    <message>
        <source>Give files</source>
        <translation>发送文件</translation>
    </message>
    <message>
        <source>picture %1.png</source>
        <comment>a file&apos;s name</comment>
        <translation>图片 %1.png</translation>
    </message>
    <message>
        <source>The picture could not be kept in %1.</source>
        <translation>图片无法保存到 %1。</translation>
    </message>
    <message>
        <source>Save file</source>
        <translation>保存文件</translation>
    </message>
    <message>
        <source>%1 is not there any more: get it again.</source>
        <translation>%1 已不在那里：请重新获取。</translation>
    </message>
    <message>
        <source>Open a program?</source>
        <translation>要打开程序吗？</translation>
    </message>
    <message>
        <source>%1 may be a program. Open it only if you trust who gave it.</source>
        <translation>%1 可能是程序。只有信任发送者时才打开它。</translation>
    </message>
    <message>
        <source>Open all the same</source>
        <translation>仍然打开</translation>
    </message>
    <message>
        <source>Give</source>
        <translation>发送</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::HitsModel</name>
    <message>
        <source>%1 wrote in %2, %3: %4</source>
        <translation>%1 在 %2 写于 %3：%4</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::LinkHeader</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>重新连接</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>连接：%1</translation>
    </message>
    <message>
        <source>%1 · you asked to be called %2</source>
        <translation>%1 · 你请求使用的名字是 %2</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开连接</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::NoticeStrip</name>
    <message>
        <source>From the server: %1</source>
        <translation>来自服务端：%1</translation>
    </message>
    <message>
        <source>%1 invites you to the room %2.</source>
        <translation>%1 邀请你加入房间 %2。</translation>
    </message>
    <message>
        <source>%1 (%2 more)</source>
        <comment>a notice, how many wait</comment>
        <translation>%1（还有 %2 条）</translation>
    </message>
    <message>
        <source>Invitation</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Announcement</source>
        <translation>公告</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Join the room</source>
        <translation>加入房间</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Put the invitation away</source>
        <translation>收起邀请</translation>
    </message>
    <message>
        <source>Put the announcement away</source>
        <translation>收起公告</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::PeopleModel</name>
    <message>
        <source>%1 is away</source>
        <translation>%1 暂时离开</translation>
    </message>
    <message>
        <source>away</source>
        <translation>离开</translation>
    </message>
    <message>
        <source>%1, that is you</source>
        <translation>%1，就是你</translation>
    </message>
    <message>
        <source>%1 is here and typing</source>
        <translation>%1 在这里，正在输入</translation>
    </message>
    <message>
        <source>%1 is here</source>
        <translation>%1 在这里</translation>
    </message>
    <message>
        <source>you</source>
        <translation>你</translation>
    </message>
    <message>
        <source>typing…</source>
        <translation>正在输入…</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::ReconnectBar</name>
    <message>
        <source>Connecting to %1 (attempt %2)…</source>
        <translation>正在连接 %1（第 %2 次）…</translation>
    </message>
    <message>
        <source>Reconnecting in %1 s (attempt %2, %3)</source>
        <translation>%1 秒后重新连接（第 %2 次，%3）</translation>
    </message>
    <message>
        <source>No connection</source>
        <translation>没有连接</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>立即</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>立即重新连接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Stop reconnecting</source>
        <translation>停止重新连接</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::RoomDialogs</name>
    <message>
        <source>New room</source>
        <translation>新建房间</translation>
    </message>
    <message>
        <source>Name of the room:</source>
        <translation>房间名称：</translation>
    </message>
    <message>
        <source>Make</source>
        <translation>创建</translation>
    </message>
    <message>
        <source>Private: only who is invited may join</source>
        <translation>私密：只有受邀的人才能加入</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>你的名字</translation>
    </message>
    <message>
        <source>What others call you:</source>
        <translation>别人怎么称呼你：</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Topic</source>
        <translation>话题</translation>
    </message>
    <message>
        <source>What the room %1 is about; empty: nothing:</source>
        <translation>房间 %1 谈论什么；留空表示没有话题：</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>邀请</translation>
    </message>
    <message>
        <source>Who is to come to the room %1:</source>
        <translation>邀请谁来房间 %1：</translation>
    </message>
    <message>
        <source>You are not connected.</source>
        <translation>你尚未连接。</translation>
    </message>
    <message>
        <source>It was not made: %1.</source>
        <translation>未能创建：%1。</translation>
    </message>
    <message>
        <source>New room…</source>
        <translation>新建房间…</translation>
    </message>
    <message>
        <source>Rooms on this server…</source>
        <translation>此服务端上的房间…</translation>
    </message>
    <message>
        <source>Change your name…</source>
        <translation>更改你的名字…</translation>
    </message>
    <message>
        <source>Write to somebody</source>
        <translation>写给某人</translation>
    </message>
    <message>
        <source>To whom. Who is not here now finds it later:</source>
        <translation>写给谁。现在不在的人以后会看到：</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写</translation>
    </message>
    <message>
        <source>Write to somebody…</source>
        <translation>写给某人…</translation>
    </message>
    <message>
        <source>Invite somebody…</source>
        <translation>邀请他人…</translation>
    </message>
    <message>
        <source>Set the topic…</source>
        <translation>设置话题…</translation>
    </message>
    <message>
        <source>Copy the name</source>
        <translation>复制名称</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>离开</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::RoomHeader</name>
    <message>
        <source>No room</source>
        <translation>没有房间</translation>
    </message>
    <message>
        <source>Topic: %1</source>
        <translation>话题：%1</translation>
    </message>
    <message>
        <source>private</source>
        <comment>a room</comment>
        <translation>私密</translation>
    </message>
    <message>
        <source>keeps messages for 1 day</source>
        <translation>消息保存 1 天</translation>
    </message>
    <message>
        <source>keeps messages for %1 days</source>
        <translation>消息保存 %1 天</translation>
    </message>
    <message>
        <source>1 person</source>
        <translation>1 人</translation>
    </message>
    <message>
        <source>%1 people</source>
        <translation>%1 人</translation>
    </message>
    <message>
        <source>Search (Ctrl+F)</source>
        <translation>搜索（Ctrl+F）</translation>
    </message>
    <message>
        <source>Search what was said</source>
        <translation>搜索说过的话</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::RoomListDialog</name>
    <message>
        <source>Rooms on this server</source>
        <translation>此服务端上的房间</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在询问服务端…</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>重新询问</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>房间</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>%1 (you are in it)</source>
        <translation>%1（你已在其中）</translation>
    </message>
    <message>
        <source>There is no room yet</source>
        <translation>还没有房间</translation>
    </message>
    <message>
        <source>Make one with &quot;New room…&quot;.</source>
        <translation>用“新建房间…”来创建一个。</translation>
    </message>
    <message>
        <source>%1 more are not listed: write the name of one to join it.</source>
        <translation>另有 %1 个未列出：写出名称即可加入。</translation>
    </message>
    <message>
        <source>There is no list</source>
        <translation>没有列表</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::RoomView</name>
    <message>
        <source>Opens %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>回复</translation>
    </message>
    <message>
        <source>React</source>
        <translation>回应</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>其他…</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>打开 %1</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Copy link %1</source>
        <translation>复制链接 %1</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::RoomWords</name>
    <message>
        <source>you</source>
        <translation>你</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>new messages</source>
        <translation>新消息</translation>
    </message>
    <message>
        <source>%1 deleted this message</source>
        <translation>%1 删除了这条消息</translation>
    </message>
    <message>
        <source>%1 took the topic away</source>
        <translation>%1 去掉了话题</translation>
    </message>
    <message>
        <source>%1 set the topic: %2</source>
        <translation>%1 设置了话题：%2</translation>
    </message>
    <message>
        <source>%1 is now called %2</source>
        <translation>%1 改名为 %2</translation>
    </message>
    <message>
        <source>Messages that were here are no longer on the server</source>
        <translation>此处的消息在服务端已不复存在</translation>
    </message>
    <message>
        <source>The server&apos;s history began anew; what stood here is not there any more</source>
        <translation>服务端的历史记录已重新开始；原先的内容已不在</translation>
    </message>
    <message>
        <source>%1 came</source>
        <translation>%1 来了</translation>
    </message>
    <message>
        <source>%1 went</source>
        <translation>%1 走了</translation>
    </message>
    <message>
        <source>1 other came or went</source>
        <translation>另有 1 人来去</translation>
    </message>
    <message>
        <source>%1 others came or went</source>
        <translation>另有 %1 人来去</translation>
    </message>
    <message>
        <source>Your correction: %1</source>
        <translation>你的更正：%1</translation>
    </message>
    <message>
        <source>Your deletion of a message</source>
        <translation>你对一条消息的删除</translation>
    </message>
    <message>
        <source>Your reaction %1</source>
        <translation>你的回应 %1</translation>
    </message>
    <message>
        <source>Your topic: %1</source>
        <translation>你设置的话题：%1</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>waiting: %1</source>
        <translation>等待中：%1</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>已发送</translation>
    </message>
    <message>
        <source>saved %1</source>
        <translation>已保存 %1</translation>
    </message>
    <message>
        <source>not sent: %1</source>
        <translation>未发送：%1</translation>
    </message>
    <message>
        <source>an older message</source>
        <translation>更早的一条消息</translation>
    </message>
    <message>
        <source>a deleted message</source>
        <translation>一条已删除的消息</translation>
    </message>
    <message>
        <source>New messages from here.</source>
        <translation>从这里开始是新消息。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>what happened, time</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>You wrote at %1: %2</source>
        <translation>你在 %1 写道：%2</translation>
    </message>
    <message>
        <source>%1 wrote at %2: %3</source>
        <translation>%1 在 %2 写道：%3</translation>
    </message>
    <message>
        <source>In answer to %1.</source>
        <translation>回复 %1。</translation>
    </message>
    <message>
        <source>It was edited.</source>
        <translation>已编辑。</translation>
    </message>
    <message>
        <source>Reactions: %1.</source>
        <translation>回应：%1。</translation>
    </message>
    <message>
        <source>the server cannot take this text</source>
        <translation>服务端无法接受这段文字</translation>
    </message>
    <message>
        <source>this is no name the server takes</source>
        <translation>服务端不接受这个名字</translation>
    </message>
    <message>
        <source>somebody else has this name, or one that looks like it</source>
        <translation>已有人使用这个名字，或看起来相同的名字</translation>
    </message>
    <message>
        <source>there are too many rooms</source>
        <translation>房间太多</translation>
    </message>
    <message>
        <source>there is a room of this name already</source>
        <translation>已有同名的房间</translation>
    </message>
    <message>
        <source>the room is private: ask somebody in it to invite you</source>
        <translation>这是私密房间：请其中的人邀请你</translation>
    </message>
    <message>
        <source>too many people may join this room already</source>
        <translation>可加入此房间的人已经太多</translation>
    </message>
    <message>
        <source>you are not in this room</source>
        <translation>你不在这个房间里</translation>
    </message>
    <message>
        <source>nobody of this name is here</source>
        <translation>这里没有叫这个名字的人</translation>
    </message>
    <message>
        <source>this program reads no messages</source>
        <translation>这个程序不接收消息</translation>
    </message>
    <message>
        <source>this message is not there any more</source>
        <translation>这条消息已不存在</translation>
    </message>
    <message>
        <source>only its author may change it</source>
        <translation>只有作者才能更改</translation>
    </message>
    <message>
        <source>this server keeps nothing</source>
        <translation>这个服务端不保存任何内容</translation>
    </message>
    <message>
        <source>the server&apos;s disk is full</source>
        <translation>服务端磁盘已满</translation>
    </message>
    <message>
        <source>the server cannot store it now</source>
        <translation>服务端目前无法保存</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>连接已断开</translation>
    </message>
    <message>
        <source>the server refused it</source>
        <translation>服务端拒绝了</translation>
    </message>
    <message>
        <source>the server refused it (%1)</source>
        <translation>服务端拒绝了（%1）</translation>
    </message>
    <message>
        <source>Several people are typing</source>
        <translation>有多人正在输入</translation>
    </message>
    <message>
        <source>%1 is typing</source>
        <translation>%1 正在输入</translation>
    </message>
    <message>
        <source>%1 are typing</source>
        <translation>%1 正在输入</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <comment>names, the last name</comment>
        <translation>%1和%2</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between names</comment>
        <translation>、</translation>
    </message>
    <message>
        <source>edited</source>
        <translation>已编辑</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>From the server: %1</source>
        <translation>来自服务端：%1</translation>
    </message>
    <message>
        <source>You gave a file at %1. %2</source>
        <translation>你在 %1 发了一个文件。%2</translation>
    </message>
    <message>
        <source>%1 gave a file at %2. %3</source>
        <translation>%1 在 %2 发了一个文件。%3</translation>
    </message>
    <message>
        <source>this server takes no files</source>
        <translation>此服务端不接受文件</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::RoomsLink</name>
    <message>
        <source>There is no command %1; /help lists them. To say it, write // at its beginning.</source>
        <translation>没有命令 %1；/help 会列出所有命令。若要把它当作消息发送，请以 // 开头。</translation>
    </message>
    <message>
        <source>It is written %1</source>
        <translation>正确写法：%1</translation>
    </message>
    <message>
        <source>This needs the connection: try again when you are connected.</source>
        <translation>此操作需要连接：请在连接后重试。</translation>
    </message>
    <message>
        <source>Too long: at most %1 bytes. Shorten it.</source>
        <translation>太长：最多 %1 字节。请缩短。</translation>
    </message>
    <message>
        <source>You are not in this room: join it first.</source>
        <translation>你不在这个房间：请先加入。</translation>
    </message>
    <message>
        <source>There are too many rooms: leave one first.</source>
        <translation>房间太多：请先离开一个。</translation>
    </message>
    <message>
        <source>Too much waits to be sent: connect first.</source>
        <translation>等待发送的内容太多：请先连接。</translation>
    </message>
    <message>
        <source>This cannot be a name: use letters, digits and _ - . without spaces, at most 24.</source>
        <translation>这不能作为名字：请使用字母、数字和 _ - .，不含空格，最多 24 个字符。</translation>
    </message>
    <message>
        <source>This cannot be sent: it has characters that no message may have, or it is empty.</source>
        <translation>无法发送：内容为空，或含有消息中不允许的字符。</translation>
    </message>
    <message>
        <source>The file with your rooms and unsent messages was damaged. It is now %1; a new one was begun.</source>
        <translation>保存房间和未发消息的文件已损坏，现移至 %1；已新建一个文件。</translation>
    </message>
    <message>
        <source>Another Chalkwire Client is running: this one knows nothing of its rooms, and what is not sent when you close it is lost.</source>
        <translation>另一个 Chalkwire 客户端正在运行：本窗口不知道它的房间，关闭时未发出的内容会丢失。</translation>
    </message>
    <message>
        <source>What is not sent yet cannot be kept on the disk: %1</source>
        <translation>未发出的内容无法保存到磁盘：%1</translation>
    </message>
    <message>
        <source>is restarting</source>
        <translation>正在重启</translation>
    </message>
    <message>
        <source>broke off</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>拒绝连接</translation>
    </message>
    <message>
        <source>was not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>did not answer</source>
        <translation>没有应答</translation>
    </message>
    <message>
        <source>cannot be reached</source>
        <translation>无法到达</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>连接失败</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::RoomsModel</name>
    <message>
        <source>Conversation with %1</source>
        <translation>与 %1 的对话</translation>
    </message>
    <message>
        <source>Room %1</source>
        <translation>房间 %1</translation>
    </message>
    <message>
        <source>private</source>
        <translation>私密</translation>
    </message>
    <message>
        <source>not joined yet</source>
        <translation>尚未加入</translation>
    </message>
    <message>
        <source>not joined: %1</source>
        <translation>未加入：%1</translation>
    </message>
    <message>
        <source>%1 unread</source>
        <translation>%1 条未读</translation>
    </message>
    <message>
        <source>%1 mention you</source>
        <translation>%1 条提到你</translation>
    </message>
    <message>
        <source>something is written and not sent</source>
        <translation>有内容尚未发送</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::RoomsPage</name>
    <message>
        <source>Join a room to write in</source>
        <translation>请先加入一个房间</translation>
    </message>
    <message>
        <source>Not connected: what you write here is kept</source>
        <translation>未连接：你在这里写的内容会保留</translation>
    </message>
    <message>
        <source>Message to %1; Enter sends</source>
        <translation>发给 %1 的消息；按 Enter 发送</translation>
    </message>
    <message>
        <source>Message to %1; it is sent when you are connected</source>
        <translation>发给 %1 的消息；连接后发送</translation>
    </message>
    <message>
        <source>No room is open</source>
        <translation>没有打开的房间</translation>
    </message>
    <message>
        <source>Write the name of a room below the list on the left, and press Enter.</source>
        <translation>在左侧列表下方输入房间名，然后按 Enter。</translation>
    </message>
    <message>
        <source>You are not in this room</source>
        <translation>你不在这个房间里</translation>
    </message>
    <message>
        <source>Nothing was said yet</source>
        <translation>还没有人说话</translation>
    </message>
    <message>
        <source>What you write here only %1 reads. The server does not keep it.</source>
        <translation>你在这里写的只有 %1 能看到。服务端不保存。</translation>
    </message>
    <message>
        <source>What you write here only %1 reads, later if away now. It cannot be changed or deleted.</source>
        <translation>你在这里写的只有 %1 能看到，现在不在的话以后会看到。写出后不能更改或删除。</translation>
    </message>
    <message>
        <source>Nobody has said anything yet</source>
        <translation>还没有人说过话</translation>
    </message>
    <message>
        <source>Say hello: everybody in the room reads it.</source>
        <translation>打个招呼吧：房间里的每个人都能看到。</translation>
    </message>
    <message>
        <source>1 more who is not listed</source>
        <translation>另有 1 人未列出</translation>
    </message>
    <message>
        <source>%1 more who are not listed</source>
        <translation>另有 %1 人未列出</translation>
    </message>
    <message>
        <source>There are too many rooms: leave one first.</source>
        <translation>房间太多：请先离开一个。</translation>
    </message>
    <message>
        <source>This cannot be a name: use letters, digits and _ - . without spaces, at most 24.</source>
        <translation>这不能作为名字：请使用字母、数字和 _ - .，不含空格，最多 24 个字符。</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>写给 %1</translation>
    </message>
    <message>
        <source>Write to somebody else…</source>
        <translation>写给其他人…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Join again</source>
        <translation>重新加入</translation>
    </message>
    <message>
        <source>You are not in the room %1 any more: join it to read on.</source>
        <translation>你已不在房间 %1：加入后才能继续阅读。</translation>
    </message>
    <message>
        <source>The message is too far back to be shown here.</source>
        <translation>这条消息太早，无法在这里显示。</translation>
    </message>
    <message>
        <source>Rooms and conversations</source>
        <translation>房间和对话</translation>
    </message>
    <message>
        <source>People in this room</source>
        <translation>此房间中的人</translation>
    </message>
    <message>
        <source>Room or @name</source>
        <translation>房间或 @名字</translation>
    </message>
    <message>
        <source>Name of a room to join, or @ and the name of a person to write to</source>
        <translation>要加入的房间名，或 @ 加上要私聊的人的名字</translation>
    </message>
    <message>
        <source>Nobody is here</source>
        <translation>这里没有人</translation>
    </message>
    <message>
        <source>When you are connected, the people of the room are listed here.</source>
        <translation>连接之后，房间里的人会列在这里。</translation>
    </message>
    <message>
        <source>Make or find a room</source>
        <translation>创建或查找房间</translation>
    </message>
    <message>
        <source>Make or find a room, or change your name</source>
        <translation>创建或查找房间，或更改你的名字</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::SearchPanel</name>
    <message>
        <source>Search what was said</source>
        <translation>搜索说过的话</translation>
    </message>
    <message>
        <source>Words in any order; &quot;in quotes&quot; in this one; begin*; from:NAME, in:ROOM, in:@NAME, after:2026-11-01</source>
        <translation>词语不分先后；&quot;引号内&quot; 按此顺序；开头*；from:名字、in:房间、in:@名字、after:2026-11-01</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>正在搜索…</translation>
    </message>
    <message>
        <source>Nothing was found</source>
        <translation>什么也没找到</translation>
    </message>
    <message>
        <source>In your rooms and conversations, no message has all these words. Try fewer, or the beginning of one: begin*</source>
        <translation>你的房间和私聊里没有同时包含这些词语的消息。请减少词语，或只写开头：开头*</translation>
    </message>
    <message>
        <source>1 message</source>
        <translation>1 条消息</translation>
    </message>
    <message>
        <source>%1 messages, and older ones</source>
        <translation>%1 条消息，还有更早的</translation>
    </message>
    <message>
        <source>The newest %1 messages</source>
        <translation>最新的 %1 条消息</translation>
    </message>
    <message>
        <source>%1 messages</source>
        <translation>%1 条消息</translation>
    </message>
    <message>
        <source>Search rooms and conversations</source>
        <translation>搜索房间和私聊</translation>
    </message>
    <message>
        <source>Words to search for</source>
        <translation>要搜索的词语</translation>
    </message>
    <message>
        <source>Messages that were found</source>
        <translation>找到的消息</translation>
    </message>
    <message>
        <source>Close the search (Escape)</source>
        <translation>关闭搜索（Esc）</translation>
    </message>
    <message>
        <source>Close the search</source>
        <translation>关闭搜索</translation>
    </message>
    <message>
        <source>Older ones</source>
        <translation>更早的</translation>
    </message>
    <message>
        <source>Search on in older messages</source>
        <translation>继续搜索更早的消息</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Shift+Enter</translation>
    </message>
    <message>
        <source>Break the line</source>
        <translation>换行</translation>
    </message>
    <message>
        <source>Recall what you sent</source>
        <translation>找回发送过的内容</translation>
    </message>
    <message>
        <source>Copy the selected messages</source>
        <translation>复制选中的消息</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::StatusWords</name>
    <message>
        <source>Tutorial text</source>
        <translation>教程文本</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>文本行</translation>
    </message>
    <message>
        <source>Raw bytes</source>
        <translation>原始字节</translation>
    </message>
    <message>
        <source>Tutorial text (one request, one answer)</source>
        <translation>教程文本（一个请求，一个应答）</translation>
    </message>
    <message>
        <source>Lines (chat with /nick, /join …)</source>
        <translation>文本行（用 /nick、/join 等聊天）</translation>
    </message>
    <message>
        <source>Raw bytes (any TCP server)</source>
        <translation>原始字节（任意 TCP 服务端）</translation>
    </message>
    <message>
        <source>Text as it is, without a line end; &quot;close&quot; ends the conversation.</source>
        <translation>文本原样发送，不加换行；发送“close”结束对话。</translation>
    </message>
    <message>
        <source>You type text or hex and see every read as it came, byte by byte.</source>
        <translation>输入文本或十六进制，并逐字节看到每次读取的原样内容。</translation>
    </message>
    <message>
        <source>You disconnected</source>
        <translation>你已断开连接</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>正在连接 %1…</translation>
    </message>
    <message>
        <source>Connected to %1 as %2</source>
        <translation>已连接到 %1，本机为 %2</translation>
    </message>
    <message>
        <source>Disconnecting from %1…</source>
        <translation>正在断开 %1…</translation>
    </message>
    <message>
        <source>Nothing listens on %1. Start Chalkwire Server, or check the port.</source>
        <translation>%1 上没有程序在监听。请启动 Chalkwire 服务端，或检查端口。</translation>
    </message>
    <message>
        <source>No computer is called %1. Check the name, or use its address.</source>
        <translation>没有名为 %1 的计算机。请检查名称，或改用它的地址。</translation>
    </message>
    <message>
        <source>%1 did not answer in time. Check the address and the firewall there.</source>
        <translation>%1 没有及时应答。请检查地址和对方的防火墙。</translation>
    </message>
    <message>
        <source>The network has no way to %1. Check your connection and the address.</source>
        <translation>网络无法到达 %1。请检查你的网络连接和地址。</translation>
    </message>
    <message>
        <source>There is no local socket called %1. Start the server that makes it.</source>
        <translation>没有名为 %1 的本地套接字。请启动创建它的服务端。</translation>
    </message>
    <message>
        <source>You may not connect to %1. Ask whoever runs the server for access.</source>
        <translation>你没有权限连接 %1。请向管理该服务端的人申请权限。</translation>
    </message>
    <message>
        <source>Could not connect to %1. See Details for what the system says.</source>
        <translation>无法连接 %1。系统给出的说明见“详细信息”。</translation>
    </message>
    <message>
        <source>You finished sending; answers still arrive</source>
        <translation>你已结束发送；应答仍会收到</translation>
    </message>
    <message>
        <source>Not connected yet</source>
        <translation>尚未连接</translation>
    </message>
    <message>
        <source>Not connected; your text is kept</source>
        <translation>未连接；你输入的文本会保留</translation>
    </message>
    <message>
        <source>Type where to connect to, for example 127.0.0.1:8000.</source>
        <translation>请输入要连接的地址，例如 127.0.0.1:8000。</translation>
    </message>
    <message>
        <source>The port of &quot;%1&quot; is not a number from 1 to 65535.</source>
        <translation>“%1”的端口不是 1 到 65535 之间的数字。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not HOST:PORT. Write it like 127.0.0.1:8000 or [::1]:8000.</source>
        <translation>“%1”不是“主机:端口”。请写成 127.0.0.1:8000 或 [::1]:8000 这样。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be a name: use letters, digits and _ - . without spaces, at most 24.</source>
        <translation>“%1”不能用作名字：请使用文字、数字和 _ - .，不含空格，最多 24 个字符。</translation>
    </message>
    <message>
        <source>Chat</source>
        <translation>聊天</translation>
    </message>
    <message>
        <source>Chat (rooms, people, history)</source>
        <translation>聊天（房间、成员、历史记录）</translation>
    </message>
    <message>
        <source>For Chalkwire Server, by hand: what you type is what is sent, line by line.</source>
        <translation>用于 Chalkwire 服务端，手动输入：逐行发送你键入的内容。</translation>
    </message>
    <message>
        <source>For Chalkwire Server: nothing is lost or said twice, and you are reconnected.</source>
        <translation>用于 Chalkwire 服务端：消息不丢失、不重复，并自动重新连接。</translation>
    </message>
    <message>
        <source>%1 is no Chalkwire chat server. Check the address, or connect as another kind.</source>
        <translation>%1 不是 Chalkwire 聊天服务端。请检查地址，或以其他方式连接。</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::WireBar</name>
    <message>
        <source>→ 1 send, %1</source>
        <translation>→ 发送 1 次，%1</translation>
    </message>
    <message>
        <source>→ %1 sends, %2</source>
        <translation>→ 发送 %1 次，%2</translation>
    </message>
    <message>
        <source>← 1 answer, %1</source>
        <translation>← 应答 1 次，%1</translation>
    </message>
    <message>
        <source>← 1 read, %1</source>
        <translation>← 读取 1 次，%1</translation>
    </message>
    <message>
        <source>← %1 answers, %2</source>
        <translation>← 应答 %1 次，%2</translation>
    </message>
    <message>
        <source>← %1 reads, %2</source>
        <translation>← 读取 %1 次，%2</translation>
    </message>
    <message>
        <source>Wire: what is sent, byte by byte</source>
        <translation>线路：逐字节查看收发内容</translation>
    </message>
    <message>
        <source>Wire panel</source>
        <translation>线路面板</translation>
    </message>
</context>
<context>
    <name>Chalkwire::ClientGui::Words</name>
    <message>
        <source>you</source>
        <translation>你</translation>
    </message>
    <message>
        <source>server</source>
        <translation>服务端</translation>
    </message>
    <message>
        <source>Connected to %1</source>
        <translation>已连接到 %1</translation>
    </message>
    <message>
        <source>You finished sending; answers still arrive</source>
        <translation>你已结束发送；应答仍会收到</translation>
    </message>
    <message>
        <source>Could not connect to %1</source>
        <translation>无法连接 %1</translation>
    </message>
    <message>
        <source>byte %1 is not valid UTF-8</source>
        <translation>第 %1 字节不是有效的 UTF-8</translation>
    </message>
    <message>
        <source>ends inside a character, at byte %1</source>
        <translation>在字符中间结束，位于第 %1 字节</translation>
    </message>
    <message>
        <source>byte %1 is a zero byte</source>
        <translation>第 %1 字节为零字节</translation>
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
        <source>%1, %2</source>
        <comment>what happened, time</comment>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>text, what is wrong</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>You sent at %1: %2</source>
        <translation>你于 %1 发送：%2</translation>
    </message>
    <message>
        <source>%1 in %2 at %3: %4</source>
        <translation>%1 于 %3 在 %2 说：%4</translation>
    </message>
    <message>
        <source>The server sent %1 at %2: %3</source>
        <translation>服务端于 %2 发来 %1：%3</translation>
    </message>
    <message>
        <source>The server answered at %1: %2</source>
        <translation>服务端于 %1 应答：%2</translation>
    </message>
    <message>
        <source>The server answered &quot;closed&quot;: this conversation is over.</source>
        <translation>服务端应答了“closed”：本次对话已结束。</translation>
    </message>
    <message>
        <source>The server closed the connection.</source>
        <translation>服务端关闭了连接。</translation>
    </message>
    <message>
        <source>The server dropped the connection without a goodbye (reset).</source>
        <translation>服务端未告别就断开了连接（重置）。</translation>
    </message>
    <message>
        <source>You disconnected.</source>
        <translation>你断开了连接。</translation>
    </message>
    <message>
        <source>You reset the connection.</source>
        <translation>你重置了连接。</translation>
    </message>
    <message>
        <source>The server sent a line that is too long. Connect as raw bytes to see what it sends.</source>
        <translation>服务端发来的一行太长。请改用原始字节方式连接，查看它发来的内容。</translation>
    </message>
    <message>
        <source>The server does not read what you send, so the connection was ended.</source>
        <translation>服务端没有读取你发送的内容，连接因此结束。</translation>
    </message>
    <message>
        <source>The network failed and the connection was lost.</source>
        <translation>网络出错，连接已丢失。</translation>
    </message>
</context>
</TS>
