@echo off
rem Start het controleprogramma als leesbaar script, met de ongewijzigde node.exe die de uitgever (OpenJS Foundation) ondertekende.
rem Niets uit de omgeving van deze computer mag iets aan het script toevoegen.
setlocal
for /f "delims==" %%v in ('set NODE_ 2^>nul') do set "%%v="
set NODE_DISABLE_COMPILE_CACHE=1
set OPENSSL_CONF=
"%~dp0node.exe" "%~dp0zegel-verify.cjs" %*
exit /b %ERRORLEVEL%
